"""The sitemap: an index, and sections, each read by itself.

A section is a range of primary keys: its address and its contents stay, however many pages come
before or after, and no page is skipped to find it.

Every entry names the page in each language in which it can be read, itself too (hreflang), so that
search engines lead people to the language they read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, QuerySet, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from content import stamp
from content.translations import locale_id
from home.addresses import CODES, alternates, origin, path_of, readable_pages
from programs.models import Figure, FigureIndexPage

SECTION_SIZE = 1000
XML = "application/xml; charset=utf-8"


@dataclass(frozen=True)
class Address:
    """One entry: path, when it last changed, and the languages of the same page.

    Written by the templates of django.contrib.sitemaps, whose names `as_entry` uses.
    """

    path: str
    changed: datetime | None
    languages: tuple[str, ...]

    def as_entry(self) -> dict[str, Any]:
        return {
            "location": origin() + self.path,
            "lastmod": self.changed,
            "alternates": [
                {"lang_code": link["hreflang"], "location": link["url"]}
                for link in alternates(self.path, self.languages)
            ],
        }


@dataclass(frozen=True)
class Part:
    """A kind of address: the rows it comes from, when they changed, how many each row makes at
    most.
    """

    rows: Callable[[], QuerySet[Any]]
    changed: str
    addresses: Callable[[list[Any]], Iterable[Address]]
    per_row: int = 1

    @property
    def size(self) -> int:
        return SECTION_SIZE // self.per_row

    def sections(self) -> list[tuple[int, datetime | None]]:
        """The numbers of the sections that have a row, each with its last change."""
        place = (F("pk") - 1) / Value(self.size)
        found = self.rows().order_by().values(place=place).annotate(last=Max(self.changed))
        return [
            (place + 1, last)
            for place, last in found.values_list("place", "last").order_by("place")
        ]

    def section(self, number: int) -> list[Any]:
        last = number * self.size
        return list(self.rows().filter(pk__gt=last - self.size, pk__lte=last))


def page_rows() -> QuerySet[Any]:
    rows: QuerySet[Any] = readable_pages().order_by("pk")
    return rows.only("pk", "url_path", "locale_id", "translation_key", "last_published_at")


def page_addresses(pages: list[Any]) -> Iterator[Address]:
    """Two queries: the section was the first, the languages of its pages are the second."""
    languages = languages_by_key([page.translation_key for page in pages])
    names = {locale_id(code): code for code in CODES}
    for page in pages:
        path = path_of(page.url_path, names[page.locale_id])
        yield Address(path, page.last_published_at, languages[page.translation_key])


def languages_by_key(keys: list[Any]) -> dict[Any, tuple[str, ...]]:
    names = {locale_id(code): code for code in CODES}
    found: dict[Any, list[str]] = defaultdict(list)
    rows = readable_pages().filter(translation_key__in=keys)
    for key, locale in rows.values_list("translation_key", "locale_id"):
        found[key].append(names[locale])
    return {key: tuple(codes) for key, codes in found.items()}


def figure_rows() -> QuerySet[Any]:
    return Figure.objects.select_related(None).order_by("pk").only("pk", "code", "updated")


def figure_addresses(figures: list[Any]) -> Iterator[Address]:
    """A page of each figure in each language in which the list of figures is published."""
    names = {locale_id(code): code for code in CODES}
    lists = FigureIndexPage.objects.live().values_list("locale_id", "url_path")
    paths = {names[locale]: path_of(url_path, names[locale]) for locale, url_path in lists}
    for figure in figures:
        for path in paths.values():
            yield Address(f"{path}{figure.code}/", figure.updated, tuple(paths))


PARTS = {
    "pages": Part(page_rows, "last_published_at", page_addresses),
    "figures": Part(figure_rows, "updated", figure_addresses, per_row=len(CODES)),
}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sections that there are, each with the last change in it. Looks at each page once after a
    change of content, not for each reader.
    """
    return HttpResponse(stamp.remembered("sitemap", written_index), content_type=XML)


def written_index() -> str:
    listed = [
        {
            "location": origin() + reverse("sitemap_section", args=[name, number]),
            "last_mod": changed,
        }
        for name, part in PARTS.items()
        for number, changed in part.sections()
    ]
    return render_to_string("sitemap_index.xml", {"sitemaps": listed})


# The protocol's own limit: an index lists at most 50,000 sitemaps (sitemaps.org).
MOST_SECTIONS = 50_000


@require_safe
def sitemap_section(request: HttpRequest, name: str, number: int) -> HttpResponse:
    part = PARTS.get(name)
    rows = part.section(number) if part and 0 < number <= MOST_SECTIONS else []
    if part is None or not rows:
        raise Http404("no such part of the sitemap")
    entries = [address.as_entry() for address in part.addresses(rows)]
    return TemplateResponse(request, "sitemap.xml", {"urlset": entries}, content_type=XML)
