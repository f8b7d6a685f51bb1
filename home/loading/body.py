"""The body of a page in one language, as Wagtail stores it.

Block identifiers are derived from the page and the place of the block, so that both languages and
every run have the same ones: the translation belongs to the identifier.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from content.images import SiteImage
from home.loading.files import is_text
from home.loading.rows import image_by_key
from programs.models import Figure

NAMESPACE = UUID("0d5f3e1c-0b7a-4b62-8a51-3a1d6a7f0c55")
PAGE_LINK = re.compile(r'<a href="page:([^"]*)">')


@dataclass
class BodyBuilder:
    """Builds stream values. `page_id(path)` gives the primary key of the English page."""

    path: str
    language: str
    page_id: Callable[[str], int]

    def stream(self, field: str, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Raw stream data of a list of one-key maps."""
        built = []
        for place, block in enumerate(blocks):
            ((kind, value),) = block.items()
            where = f"{field}/{place}/{kind}"
            built.append(
                {
                    "type": kind,
                    "id": self.identifier(where),
                    "value": self.value(kind, value, where),
                }
            )
        return built

    def value(self, kind: str, value: Any, where: str) -> Any:
        """The stored value of one block."""
        if special := getattr(self, f"_{kind}", None):
            return special(value, where)
        if is_text(value):
            return self.text(value)
        if isinstance(value, list):
            return self.items(value, where)
        return self.plain(value, where)

    def text(self, value: dict[str, str]) -> str:
        """One language's text, with links to pages by their primary key."""
        return PAGE_LINK.sub(
            lambda match: f'<a linktype="page" id="{self.page_id(match[1])}">',
            value.get(self.language, "").strip(),
        )

    def items(self, values: list[Any], where: str) -> list[dict[str, Any]]:
        """A ListBlock's items."""
        return [
            {
                "type": "item",
                "id": self.identifier(f"{where}/{place}"),
                "value": self.value("item", value, f"{where}/{place}"),
            }
            for place, value in enumerate(values)
        ]

    def plain(self, value: Any, where: str) -> Any:
        """Maps are structs, everything else stands as it is."""
        if isinstance(value, dict):
            return {name: self.value(name, one, f"{where}/{name}") for name, one in value.items()}
        return value

    def identifier(self, where: str) -> str:
        return str(uuid5(NAMESPACE, f"{self.path}/{where}"))

    def _figure(self, code: str, where: str) -> int:
        return Figure.objects.get(code=code).pk

    def _figures(self, codes: list[str], where: str) -> list[dict[str, Any]]:
        return self.chosen(codes, [self._figure(code, where) for code in codes], where)

    def _image(self, value: Any, where: str) -> Any:
        """The block (a map) and, inside it, the chosen image (a key)."""
        if isinstance(value, dict):
            return self.plain(value, where)
        image: SiteImage = image_by_key(value)
        return image.pk

    def _page(self, path: str, where: str) -> int | None:
        return self.page_id(path) if path else None

    def _related_pages(self, paths: list[str], where: str) -> list[dict[str, Any]]:
        return self.chosen(paths, [self.page_id(path) for path in paths], where)

    def chosen(self, names: list[str], values: list[int], where: str) -> list[dict[str, Any]]:
        """A ListBlock's items of chosen rows, identified by their names."""
        return [
            {"type": "item", "id": self.identifier(f"{where}/{name}"), "value": value}
            for name, value in zip(names, values, strict=True)
        ]
