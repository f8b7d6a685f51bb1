"""Query budgets: Wagtail's floor at that depth (measured: 5 for /en/, 7 for /en/x/, 9 for
/en/x/y/) and 8 for a page, 10 for a list. More pages, children or rows cost no more queries.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.sitemaps import SECTION_SIZE
from content import stamp
from home.bulk import load
from news.models import AnnouncementIndexPage

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


def first_queries_of(path: str, user: object = None) -> list[str]:
    """The queries of a page, when content has just changed and nothing is kept of it."""
    stamp.forget()
    return queries_of(path, user, again=False)


def queries_of(path: str, user: object = None, again: bool = True) -> list[str]:
    """The queries of a page, when the process has served it before."""
    client = Client()
    if user:
        client.force_login(user)
    if again:
        assert client.get(path).status_code == 200, path
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


# More than a page of the explorer shows, which asks again for some of its rows.
FEW, MANY = 120, 1_120


def test_a_thousand_pages_cost_the_same_queries_as_a_hundred(
    django_user_model: type, settings: object
) -> None:
    """Each address that could grow with the site, answered before by the process or not."""
    user = django_user_model.objects.create_superuser("staff", "staff@example.org", "x")
    news = AnnouncementIndexPage.objects.get(locale__language_code="en")
    section = 1 + (news.pk - 1) // SECTION_SIZE
    paths = [
        "/en/", "/ur/news/load-000001/", "/en/news/", "/en/news/?page=2", "/en/news/?page=3",
        "/en/news/?year=2020", "/en/news/?category=policy", "/en/programs/",
        "/en/programs/?status=completed", "/en/news/feed.atom", "/sitemap.xml",
        f"/sitemap-pages-{section}.xml", f"/admin/pages/{news.pk}/",
        # Of one kind: whether a figure is among the ten that are shown is a query more or less.
        "/en/search/?q=government&kind=announcement", "/ur/search/?q=حکومت&kind=announcement",
        "/en/search/?q=government&kind=announcement&page=2",
        "/en/search/?q=zebra", "/en/search/?q=programme&kind=programme",
    ]  # fmt: skip
    load.set_to(FEW)
    few = {path: (len(queries_of(path, user)), len(first_queries_of(path, user))) for path in paths}
    load.set_to(MANY)
    many = {
        path: (len(queries_of(path, user)), len(first_queries_of(path, user))) for path in paths
    }
    assert many == few
