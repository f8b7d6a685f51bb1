from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from content.row_admin import RowViewSet, UrduColumn
from home.models import MenuItem, NoticeBanner


class MenuItemViewSet(RowViewSet):
    model = MenuItem
    icon = "bars"
    list_display = [
        "__str__", UrduColumn("label_ur", label="Label (Urdu)"), "place", "page", "position",
    ]  # fmt: skip
    list_filter = ["place"]
    search_fields = ["label_en", "label_ur", "page__title"]
    ordering = ["place", "position", "pk"]


class NoticeBannerViewSet(RowViewSet):
    model = NoticeBanner
    icon = "warning"
    list_display = [
        "title_en", UrduColumn("title_ur", label="Title (Urdu)"), "on", "begins", "ends",
    ]  # fmt: skip
    list_filter = ["on"]
    search_fields = ["title_en", "title_ur", "text_en", "text_ur"]
    ordering = ["-begins", "-pk"]


class ShellGroup(SnippetViewSetGroup):
    """What stands around every page."""

    menu_label = "Menu and notices"
    menu_icon = "bars"
    menu_order = 230
    items = (MenuItemViewSet, NoticeBannerViewSet)


register_snippet(ShellGroup)
