"""The short way to a page leads where Wagtail's own leads, with two queries at any depth."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail import hooks
from wagtail.models import Page, Site

from content.routing import short_route
from home.models import HomePage, InformationPage
from tests.machine import pages as make

pytestmark = pytest.mark.django_db
PATHS = [
    "", "programs/", "programs/training/", "figures/", "figures/it-exports/", "figures/nothing/",
    "figures/it-exports/more/", "about/", "about/people/", "about/people/history/", "nothing/",
    "about/nothing/", "people/", "only-english/", "draft/", "draft/below/", "alias/", "home-ur/",
    "training/", "programs/programs/", "bare/", "bare/below/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def tree() -> None:
    """Pages of every kind, in both languages where nothing else is said."""
    for language in ("en", "ur"):
        twin = InformationPage.objects.filter(slug="about").first()
        about = make.information("About", language, twin, slug="about")
        people = make.add(about, InformationPage(title="People", slug="people"))
        make.add(people, InformationPage(title="History", slug="history"))
        make.section("figures", language)
    training = make.programme("Training")
    make.programme("تربیت", "ur", twin=training)
    make.figure("it-exports")
    make.information("Only English")
    draft = make.information("Draft")
    make.add(draft, InformationPage(title="Below", slug="below"))
    draft.unpublish()
    make.information("Alias").create_alias(parent=make.home("ur"))
    bare = make.home().add_child(instance=Page(title="Bare", slug="bare"))
    make.add(bare, InformationPage(title="Below", slug="below"))


def request(language: str, path: str, **headers: str) -> Any:
    return RequestFactory().get(f"/{language}/{path}", headers=headers)


def led_to(route: Any) -> Any:
    """The page, and what it answers itself of the address."""
    if route is None:
        return None
    page, args, kwargs = route
    return page.pk, type(page), [getattr(arg, "__name__", arg) for arg in args], kwargs


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("path", PATHS)
def test_it_leads_where_wagtail_leads_or_leaves_it_to_wagtail(language: str, path: str) -> None:
    with override(language):
        short = led_to(short_route(request(language, path), path))
        walked = led_to(Page.route_for_request(request(language, path), path))
    assert short in (walked, None)


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize(
    "path", ["", "programs/", "programs/training/", "figures/it-exports/", "about/people/history/"]
)
def test_a_page_in_its_language_is_found_by_the_short_way(language: str, path: str) -> None:
    with override(language):
        assert short_route(request(language, path), path)


@pytest.mark.parametrize("path", ["draft/", "draft/below/", "bare/", "bare/below/", "nothing/"])
def test_what_is_not_plainly_there_is_left_to_wagtail(path: str) -> None:
    with override("en"):
        assert short_route(request("en", path), path) is None


@pytest.mark.parametrize("path", ["alias/", "only-english/"])
def test_what_is_there_in_the_other_language_only_is_offered(client: Client, path: str) -> None:
    page = client.get(f"/ur/{path}")
    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("path", "queries"),
    [("", 1), ("about/", 2), ("about/people/history/", 2), ("figures/it-exports/", 2)],
)
def test_it_takes_as_many_queries_at_any_depth(path: str, queries: int) -> None:
    with override("en"):
        short_route(request("en", path), path)
        with CaptureQueriesContext(connection) as captured:
            assert short_route(request("en", path), path)
    assert len(captured) == queries


def test_a_page_that_moves_or_goes_is_seen_at_once(client: Client) -> None:
    people = InformationPage.objects.get(slug="people", locale=make.home().locale)
    assert client.get("/en/about/people/history/").status_code == 200
    people.move(make.home(), pos="last-child")
    assert client.get("/en/people/history/").status_code == 200
    former = client.get("/en/about/people/history/")  # now there in Urdu alone
    assert former.headers["X-Robots-Tag"] == "noindex"
    InformationPage.objects.get(pk=people.pk).unpublish()
    assert client.get("/en/people/").status_code == 404


def test_a_home_page_that_is_unpublished_is_seen_at_once(client: Client) -> None:
    assert "Only English" in client.get("/en/only-english/").content.decode()
    make.home("ur").unpublish()
    offered = client.get("/ur/")
    assert offered.headers["X-Robots-Tag"] == "noindex"


def test_another_host_has_its_own_home_page(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    top = Page.get_first_root_node()
    other = top.add_child(instance=HomePage(title="Another", slug="other", lede="Another site"))
    Site.objects.create(hostname="other.example", port=80, root_page=other)
    assert "Another site" in client.get("/en/", headers={"host": "other.example"}).content.decode()
    assert "Another site" not in client.get("/en/").content.decode()


def test_hooks_before_serving_are_asked(client: Client) -> None:
    def refuse(page: Page, *_: Any) -> HttpResponse:
        return HttpResponse(f"not now: {page.title}", status=503)

    with hooks.register_temporarily("before_serve_page", refuse):
        refused = client.get("/en/about/")
    assert refused.status_code == 503
    assert client.get("/en/about/").status_code == 200


def test_a_method_that_a_page_does_not_know_is_refused(client: Client) -> None:
    assert client.generic("TRACE", "/en/about/").status_code == 405


def test_an_address_with_thousands_of_parts_is_not_looked_for(client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/en/{'a/' * 4000}").status_code == 404
    assert max(len(query["sql"]) for query in queries.captured_queries) < 10_000
