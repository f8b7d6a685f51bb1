"""Ways onward: a link to a form or page, and related pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from wagtail import blocks
from wagtail.models import Page

from content.directory import entries_of, link_to, links_to


class LinkedPageBlock(blocks.PageChooserBlock):
    """A chosen page. Of one that can be read only the key is loaded: the directory knows its title
    and address. Everything else is loaded when it is asked for.
    """

    def bulk_to_python(self, values: Any) -> list[Page | None]:
        known = entries_of(pk for pk in values if pk)
        others = Page.objects.in_bulk([pk for pk, entry in known.items() if entry is None])
        return [key_only(pk) if known.get(pk) else others.get(pk) for pk in values]


def key_only(pk: int) -> Page:
    return Page.from_db(DEFAULT_DB_ALIAS, ["id"], [pk])


class LinkBlock(blocks.StructBlock):
    """A prominent link. Exactly one of page and address is given."""

    page = LinkedPageBlock(required=False)
    url = blocks.URLBlock(required=False, label="Address elsewhere")
    text = blocks.CharBlock(help_text="Says what the reader will do: “Tell us your interest”.")
    hint = blocks.CharBlock(required=False, help_text="One short line under the link.")

    class Meta:
        icon = "link"
        label = "Link to a form or page"
        template = "content/blocks/link.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            raise blocks.StructBlockValidationError(
                block_errors={"page": ValidationError("Choose a page or give an address.")}
            )
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        link = link_to(value["page"].pk) if value["page"] else None
        context["href"] = link.url if link else value["url"]
        return context


class RelatedPagesBlock(blocks.ListBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(LinkedPageBlock(), **kwargs)

    class Meta:
        icon = "link"
        label = "Related pages"
        template = "content/blocks/related_pages.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["links"] = links_to(page.pk for page in value if page)
        return context


LINK_BLOCKS = [("link", LinkBlock()), ("related_pages", RelatedPagesBlock())]
