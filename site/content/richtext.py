"""Links to pages inside rich text lead to the page in the visitor's language, without a query."""

from typing import Any

from django.utils.html import escape
from wagtail import hooks
from wagtail.rich_text.pages import PageLinkHandler

from content.directory import Entry, active, entries_of


class LocalisedPageLinkHandler(PageLinkHandler):
    """Wagtail's own handler asks the database for each link's translation."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        given = [str(attrs.get("id", "")) for attrs in attrs_list]
        entries = entries_of(int(pk) for pk in given if pk.isdecimal())
        found = (entries.get(int(pk)) if pk.isdecimal() else None for pk in given)
        return [opening(entry) for entry in found]


def opening(entry: Entry | None) -> str:
    """A link to the page in the active language, in whichever language it was linked.

    Where the translation is missing, that address says so.
    """
    return f'<a href="{escape(entry.url(active()))}">' if entry else "<a>"


@hooks.register("register_rich_text_features", order=10)
def register_localised_links(features: Any) -> None:
    features.register_link_type(LocalisedPageLinkHandler)
