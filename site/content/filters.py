"""Filters as links: each choice is an address that keeps the other choices."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest


@dataclass(frozen=True)
class Choice:
    label: str
    url: str
    selected: bool


@dataclass(frozen=True)
class Filter:
    """One question of a filter: its name in the address, its heading, its choices (code, label)."""

    name: str
    heading: str
    options: list[tuple[str, str]]

    def selected(self, request: HttpRequest) -> str:
        """The chosen code, or the empty string. A code that nobody offers is not found (404)."""
        asked = request.GET.get(self.name, "")
        if asked and asked not in {code for code, _ in self.options}:
            raise Http404("no such filter")
        return asked

    def choices(self, request: HttpRequest, all_label: str) -> list[Choice]:
        chosen = self.selected(request)
        return [
            Choice(label, address(request, self.name, code), code == chosen)
            for code, label in [("", all_label), *self.options]
        ]


def address(request: HttpRequest, name: str, code: str) -> str:
    """This list's address with one filter changed, back on its first page."""
    query = request.GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    if code:
        query[name] = code
    return f"{request.path}?{query.urlencode()}" if query else request.path


def shown(request: HttpRequest, filters: Iterable[Filter], all_label: str) -> list[dict[str, Any]]:
    """The filters for the template: heading, name and choices."""
    return [
        {
            "name": one.name,
            "heading": one.heading,
            "choices": one.choices(request, all_label),
            "selected": one.selected(request),
        }
        for one in filters
    ]
