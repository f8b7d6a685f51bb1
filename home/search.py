"""Search over pages and figures in the visitor's language: one list, the best first.

Reads a fixed number of times, whatever is found: the pages that fit, the figures that fit, then the
entries of the shown page alone.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelsearch.query import SearchQuery
from wagtail.models import get_page_models
from wagtail.search.backends import get_search_backend

from content import stamp
from content.models import BasePage
from content.search.matches import Match
from content.search.queries import all_of, any_of, in_text_of
from content.search.words import query_words
from content.translations import locale_id
from home.addresses import readable_pages
from news.models import AnnouncementPage
from programs.models import Figure, FigureIndexPage

# code → (one of them, many of them)
KINDS: dict[str, tuple[Promise, Promise]] = {
    "service": (pgettext_lazy("kind", "Service"), _("Services")),
    "programme": (pgettext_lazy("kind", "Programme"), _("Programmes")),
    "announcement": (pgettext_lazy("kind", "Announcement"), _("Announcements")),
    "figure": (pgettext_lazy("kind", "Figure"), _("Figures")),
    "information": (pgettext_lazy("kind", "Information"), _("Information")),
}
KIND_OF_PAGE = {
    "freelancers.freelancerspage": "service",
    "hosts.hostspage": "service",
    "internships.internshipspage": "service",
    "programs.programmepage": "programme",
    "news.announcementpage": "announcement",
}
FIGURE = "figure"
# Most visitors come to do something, few for one number; of two that fit alike the first is first.
WEIGHTS = {"service": 1.5, "programme": 1.1, "information": 1.1, "announcement": 1.0, "figure": 0.9}


@dataclass(frozen=True)
class Hit:
    """One match with its kind, not yet read from the database."""

    kind: str
    pk: int
    score: float


@dataclass(frozen=True)
class Result:
    """One line of the list. `amount` is a figure's value in words, `day` an announcement's date."""

    kind: str
    title: str
    summary: str
    url: str
    amount: str = ""
    day: date | None = None

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind][0])


@dataclass(frozen=True)
class Found:
    """Everything that fits, best first. `all_words` is false when only some words were found."""

    words: list[str]
    hits: list[Hit]
    all_words: bool = True

    def counts(self) -> Counter[str]:
        return Counter(hit.kind for hit in self.hits)

    def of_kind(self, kind: str) -> list[Hit]:
        return [hit for hit in self.hits if hit.kind == kind] if kind else self.hits


def find(text: str, language: str) -> Found:
    """What has all of the words; failing that, what has some of them."""
    words = query_words(text)
    if not words:
        return Found([], [])
    if hits := hits_for(words, all_of, language):
        return Found(words, hits)
    return Found(
        words, hits_for(words, any_of, language) if len(words) > 1 else [], all_words=False
    )


def hits_for(words: list[str], query: Any, language: str) -> list[Hit]:
    pages = matches(live_pages(language), query(words))
    in_rows = query(in_text_of(words, language))
    figures = matches(Figure.objects.all(), in_rows) if figure_address(language) else []
    kinds = kinds_of_pages()
    hits = [Hit(kinds[match.content_type_id], match.pk, match.score) for match in pages]
    hits += [Hit(FIGURE, match.pk, match.score) for match in figures]
    return sorted(hits, key=lambda hit: -hit.score * WEIGHTS[hit.kind])


def matches(rows: Any, query: SearchQuery) -> list[Match]:
    found: list[Match] = get_search_backend().matches(rows, query)
    return found


def results(hits: Iterable[Hit], language: str) -> list[Result]:
    """The hits as lines of the list, in their order; what has vanished since is left out."""
    hits = list(hits)
    lines = page_lines([hit for hit in hits if hit.kind != FIGURE], language)
    lines |= figure_lines([hit for hit in hits if hit.kind == FIGURE], language)
    return [lines[hit] for hit in hits if hit in lines]


def live_pages(language: str) -> Any:
    """Pages that a visitor may read in that language, without the home page, which all know."""
    return readable_pages().filter(locale_id=locale_id(language), depth__gt=2)


def page_lines(hits: list[Hit], language: str) -> dict[Hit, Result]:
    pages = (
        live_pages(language)
        .annotate(summary=summary(), day=day())
        .in_bulk([hit.pk for hit in hits])
    )
    return {
        hit: Result(hit.kind, page.title, page.summary, page.get_url(), day=page.day)
        for hit in hits
        if (page := pages.get(hit.pk))
    }


def figure_lines(hits: list[Hit], language: str) -> dict[Hit, Result]:
    figures = Figure.objects.in_bulk([hit.pk for hit in hits])
    address = figure_address(language)
    return {
        hit: Result(
            FIGURE, figure.label, figure.period, f"{address}{figure.code}/", amount=figure.stated
        )
        for hit in hits
        if (figure := figures.get(hit.pk))
    }


def summary() -> Coalesce:
    """A page's summary, whichever its type: each type has a column of its own."""
    names = [
        f"{model._meta.model_name}__summary"
        for model in get_page_models()
        if issubclass(model, BasePage)
    ]
    return Coalesce(*names, Value(""), output_field=CharField())


def day() -> Subquery:
    return Subquery(AnnouncementPage.objects.filter(pk=OuterRef("pk")).values("date"))


def figure_address(language: str) -> str:
    """Address of the list of figures in that language; empty if it is not published."""

    def look_up() -> str:
        page = FigureIndexPage.objects.live().filter(locale_id=locale_id(language)).first()
        return (page.get_url() or "") if page else ""

    return stamp.remembered(f"search.figures.{language}", look_up)


def kinds_of_pages() -> dict[int, str]:
    """Kind by content type of a page."""
    types = ContentType.objects.get_for_models(*get_page_models())
    return {
        kind.pk: KIND_OF_PAGE.get(model._meta.label_lower, "information")
        for model, kind in types.items()
    }
