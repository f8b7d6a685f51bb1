"""Search over pages and figures in the visitor's language: one list, the best first.

Reads a fixed number of times, and a bounded number of entries, whatever is found: what fits, then
the pages and the figures that are shown.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import get_page_models
from wagtail.search.backends import get_search_backend

from content import stamp
from content.models import BasePage
from content.search.queries import all_of, any_of, in_text_of
from content.search.shelves import MOST, Asked, Match, Shelf
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
    """What fits, best first. `all_words` is false when only some words were found; `cut` are the
    kinds of which there is more than is ranked.
    """

    words: list[str]
    hits: list[Hit]
    all_words: bool = True
    cut: frozenset[str] = frozenset()

    @property
    def most(self) -> str:
        """How many of a kind are ranked at least, if not all."""
        return f"{MOST:,}"

    def counts(self) -> Counter[str]:
        return Counter(hit.kind for hit in self.hits)

    def of_kind(self, kind: str) -> list[Hit]:
        return [hit for hit in self.hits if hit.kind == kind] if kind else self.hits


def find(text: str, language: str) -> Found:
    """What has all of the words; failing that, what has some of them."""
    words = query_words(text)
    if not words:
        return Found([], [])
    if matches := matches_of(words, all_of, language):
        return ranked(words, matches)
    matches = matches_of(words, any_of, language) if len(words) > 1 else []
    return ranked(words, matches, all_words=False)


def matches_of(words: list[str], query: Any, language: str) -> list[Match]:
    """What fits of each kind; one query. A row in both languages is asked in its own words."""
    asked = [
        Asked(
            Shelf(kind, language),
            query(in_text_of(words, language) if kind == FIGURE else words),
        )
        for kind in KINDS
        if kind != FIGURE or figure_address(language)
    ]
    found: list[Match] = get_search_backend().on_shelves(asked)
    return found


def ranked(words: list[str], matches: list[Match], all_words: bool = True) -> Found:
    """The matches as one list. Who was found by name and by text too has the better score."""
    scores: dict[tuple[str, int], float] = {}
    for match in matches:
        key = (match.shelf.kind, match.pk)
        scores[key] = max(match.score * WEIGHTS[match.shelf.kind], scores.get(key, 0.0))
    hits = [Hit(kind, pk, score) for (kind, pk), score in scores.items()]
    counts = Counter(hit.kind for hit in hits)
    return Found(
        words,
        sorted(hits, key=lambda hit: (-hit.score, -hit.pk)),
        all_words,
        frozenset(kind for kind, number in counts.items() if number > MOST),
    )


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
