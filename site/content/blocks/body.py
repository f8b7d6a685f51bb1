"""The body of a page: its blocks one below the other."""

from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamBlock


class Body(StreamBlock):
    """Tells each block its place among the headings and an id for what it names.

    `level`: of a block's own heading, one below the last heading block, so that none is left out.
    `anchor`: unique on the page; short, since the block's own id is 36 characters.
    """

    def render_basic(self, value: Any, context: Any = None) -> SafeString:
        """The blocks without Wagtail's wrapper, which would stand between them and their style."""
        shown = dict(context or {})
        level, parts = 2, []
        for place, block in enumerate(value, 1):
            place_of_block = {"level": level, "anchor": f"b{place}", "id": block.id}
            parts.append(block.render(shown | place_of_block))
            level = 3 if block.block_type == "heading" else level
        return mark_safe("\n".join(parts))  # noqa: S308 — rendered blocks
