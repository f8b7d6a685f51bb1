"""How staff edit the wording of mail: change it, see what it may name, see how it looks."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.permission_policies import ModelPermissionPolicy

from content.row_admin import RowViewSet, UrduColumn
from forms.outbox import registry
from forms.outbox.models import MailText


class OnlyChanged(ModelPermissionPolicy):
    """Wording comes with the code that sends it: nobody adds or deletes it, superusers neither."""

    REFUSED = frozenset({"add", "delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.REFUSED and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class PlaceholdersPanel(Panel):
    """What the wording may name, and what each name stands for."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "outbox/placeholders.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            kind = registry.find(self.instance.code)
            return super().get_context_data(parent_context) | {
                "placeholders": kind.placeholders if kind else ()
            }


class MailTextViewSet(RowViewSet):
    model = MailText
    icon = "doc-full"
    menu_label = "Wording"
    menu_hook = "register_mail_menu_item"
    menu_order = 100
    list_display = [
        "__str__", "subject_en", UrduColumn("subject_ur", label="Subject (Urdu)"),
    ]  # fmt: skip
    search_fields = ["code", "subject_en", "subject_ur", "body_en", "body_ur"]
    ordering = ["code"]
    edit_handler = ObjectList([
        PlaceholdersPanel(heading="What you can fill in"),
        MultiFieldPanel([FieldPanel("subject_en"), FieldPanel("body_en")], heading="English"),
        MultiFieldPanel([FieldPanel("subject_ur"), FieldPanel("body_ur")], heading="Urdu"),
    ])  # fmt: skip

    def register_chooser_viewset(self) -> None:
        """Nothing chooses a wording."""
