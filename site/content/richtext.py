"""Links to pages inside rich text lead to the page in the visitor's language, without a query."""

from typing import Any

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from content import stamp


class LocalisedPageLinkHandler(PageLinkHandler):
    """Wagtail's own handler asks the database for each link's translation."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        language = (get_language() or "en")[:2]
        addresses = stamp.remembered(f"richtext.links.{language}", addresses_in_active_language)
        found = (addresses.get(str(attrs.get("id"))) for attrs in attrs_list)
        return [f'<a href="{escape(address)}">' if address else "<a>" for address in found]


def addresses_in_active_language() -> dict[str, str]:
    """Address of each live page, in whichever language it was linked, in the active language.

    Both languages have the same slugs. Where the translation is missing, that address says so.
    """
    language = (get_language() or "en")[:2]
    rows = Page.objects.live().filter(depth__gt=1).values_list("pk", "url_path")
    return {str(pk): f"/{language}/{path.split('/', 2)[2]}" for pk, path in rows}


@hooks.register("register_rich_text_features", order=10)
def register_localised_links(features: Any) -> None:
    features.register_link_type(LocalisedPageLinkHandler)
