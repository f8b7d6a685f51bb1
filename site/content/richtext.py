"""Links to pages inside rich text lead to the page in the visitor's language, without a query."""

from typing import Any

from django.utils.html import escape
from wagtail import hooks
from wagtail.rich_text.pages import PageLinkHandler

from content.directory import active, directory


class LocalisedPageLinkHandler(PageLinkHandler):
    """Wagtail's own handler asks the database for each link's translation."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        found = (address(str(attrs.get("id", ""))) for attrs in attrs_list)
        return [f'<a href="{escape(url)}">' if url else "<a>" for url in found]


def address(page_id: str) -> str:
    """The page in the active language, in whichever language it was linked.

    Where the translation is missing, that address says so.
    """
    entry = directory().by_id.get(int(page_id)) if page_id.isdecimal() else None
    return entry.url(active()) if entry else ""


@hooks.register("register_rich_text_features", order=10)
def register_localised_links(features: Any) -> None:
    features.register_link_type(LocalisedPageLinkHandler)
