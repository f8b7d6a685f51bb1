"""The form in which staff edit a page."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from content.bilingual import mark_urdu

TEXT_WIDGETS = (forms.TextInput, forms.Textarea)


class ContentPageForm(WagtailAdminPageForm):
    """Text fields of an Urdu page are right to left and announced as Urdu; the slug stays Latin."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.locale_id and self.instance.locale.language_code == "ur":
            for name, field in self.fields.items():
                if name != "slug" and isinstance(field.widget, TEXT_WIDGETS):
                    mark_urdu(field)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        slug = cleaned.get("slug")
        if slug and not self.is_free_in_every_language(slug):
            self.add_error("slug", "A page in another language has this address already.")
        return cleaned

    def is_free_in_every_language(self, slug: str) -> bool:
        """Whether the translations of this page, made or to come, can have the same slug."""
        if self.parent_page.is_root():
            return True
        twins = {page.locale_id: page for page in self.twins()}
        return all(
            Page._slug_is_available(slug, parent, page=twins.get(parent.locale_id))
            for parent in self.parent_page.get_translations()
        )

    def twins(self) -> Any:
        return self.instance.get_translations() if self.instance.pk else ()
