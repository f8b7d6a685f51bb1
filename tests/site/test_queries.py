"""Query budgets: Wagtail's floor at that depth (measured: 5 for /en/, 7 for /en/x/, 9 for
/en/x/y/) and 8 for a page, 10 for a list. More pages, children or rows cost no more queries.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.models.signals import post_save
from django.test import Client
from django.test.utils import CaptureQueriesContext
from modelsearch import index
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from content import stamp
from news.models import AnnouncementIndexPage, AnnouncementPage, Category
from programs.models import ProgrammeIndexPage, ProgrammePage

PAGE, LIST, STAMP = 8, 10, 1
FLOORS = {1: 5, 2: 7, 3: 9}
BUDGETS = [
    ("", PAGE), ("about/", PAGE), ("help/", PAGE), ("internships/", PAGE),
    ("register-as-freelancer/", PAGE),
    ("programs/", LIST), ("programs/?status=completed", LIST), ("news/", LIST),
    ("news/?year=2025", LIST), ("figures/", LIST), ("search/?q=training", LIST),
    ("programs/ict-internship-program/", PAGE), ("programs/digiskills/", PAGE),
    ("programs/nineteen-completed-projects/", PAGE), ("news/nineteen-projects-completed/", PAGE),
    ("figures/it-exports-fy24/", PAGE), ("figures/project-funds-spent-2023-25/", PAGE),
]  # fmt: skip

pytestmark = pytest.mark.usefixtures("content")


@pytest.fixture(autouse=True)
def stamp_read_once(settings: object) -> None:
    """Whether the stamp is read again depends on the clock: counted as if it always were."""
    settings.STAMP_SECONDS = 60  # type: ignore[attr-defined]


def floor(path: str) -> int:
    """What Wagtail itself needs to find a page at that depth."""
    return FLOORS[1 + path.split("?")[0].count("/")]


def queries_of(path: str) -> list[str]:
    """The queries of a page, when the process has served it before."""
    client = Client()
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize(("path", "extra"), BUDGETS)
def test_a_page_stays_within_its_budget(path: str, extra: int, language: str) -> None:
    queries = queries_of(f"/{language}/{path}")
    assert len(queries) + STAMP <= floor(path) + extra, "\n".join(queries)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/en/news/", "announcements"), ("/en/programs/", "programmes"), ("/en/", "announcements")],
)
def test_a_thousand_pages_cost_the_same_queries_as_ten(path: str, kind: str) -> None:
    make = {"announcements": make_announcements, "programmes": make_programmes}[kind]
    make(10)
    few = len(queries_of(path))
    make(990)
    assert len(queries_of(path)) == few


@contextmanager
def without_indexing() -> Iterator[None]:
    """A thousand pages in seconds: the indexes are not what is measured."""
    silenced = [
        model for model in index.get_indexed_models()
        if post_save.disconnect(post_save_signal_handler, sender=model)
    ]  # fmt: skip
    with disable_reference_index_auto_update(), stamp.one_change():
        yield
    for model in silenced:
        post_save.connect(post_save_signal_handler, sender=model)


def make_announcements(number: int) -> None:
    parent = AnnouncementIndexPage.objects.get(locale=Locale.objects.get(language_code="en"))
    category = Category.objects.first()
    first = AnnouncementPage.objects.count()
    with without_indexing():
        for place in range(first, first + number):
            parent.add_child(
                instance=AnnouncementPage(
                    title=f"Announcement {place}", slug=f"announcement-{place}", category=category
                )
            )


def make_programmes(number: int) -> None:
    parent = ProgrammeIndexPage.objects.get(locale=Locale.objects.get(language_code="en"))
    first = ProgrammePage.objects.count()
    with without_indexing():
        for place in range(first, first + number):
            parent.add_child(
                instance=ProgrammePage(
                    title=f"Programme {place}", slug=f"programme-{place}", status="planned"
                )
            )
