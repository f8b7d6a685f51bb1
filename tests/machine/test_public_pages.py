"""What the site says of its pages to caches, and the cache in front of the real site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from config.pages import (
    CACHE_CONTROL,
    RULES,
    accepted_language,
    content_stamp,
    is_public,
    parameters,
)
from config.wsgi import application
from content import stamp
from home.rows import NoticeBanner, SiteTexts
from pagecache import PageCache
from tests.machine import pages
from tests.machine.committing import as_if_committed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["/", "/en/", "/ur/programs/", "/en/news/feed.atom", "/sitemap.xml", "/sitemap-pages-1.xml",
     "/robots.txt", "/api/v1/figures.csv", "/favicon.ico", "/.well-known/security.txt",
     "/en/internships/", "/en/register-as-freelancer/", "/static/css/site.0123.css",
     "/static/fonts/x.woff2", "/media/images/x.png"],
)  # fmt: skip
def test_these_are_the_same_for_everybody(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/en/search/", "/ur/search/", "/en/internships/apply/name/", "/en/track/",
     "/ur/verify/", "/en/register/", "/health/live", "/static/wagtailadmin/x.css",
     "/static/admin/x.js", "/media/original_images/x.png", "/documents/1/x.pdf",
     "/fr/", "/english/", ""],
)  # fmt: skip
def test_these_are_not_kept(address: str) -> None:
    assert not is_public(address)


def test_every_filter_of_a_list_is_known_to_the_cache(client: Client) -> None:
    for name in ("programs", "news", "figures"):
        pages.section(name)
        context = client.get(f"/en/{name}/").context
        content_stamp()
        assert {one["name"] for one in context["filters"]} <= parameters(f"/en/{name}/")
        assert "page" in parameters(f"/ur/{name}/") or "pager" not in context


@pytest.mark.parametrize("address", ["/en/", "/ur/about/", "/en/programs/skills/", "/sitemap.xml"])
def test_a_page_that_is_no_list_depends_on_no_query(address: str) -> None:
    pages.programme("Skills")
    content_stamp()
    assert parameters(address) == frozenset()


@pytest.mark.parametrize(
    ("header", "language"),
    [("ur-PK,ur;q=0.9,en;q=0.8", "ur"), ("en-GB", "en"), ("", "en"), ("fr,ur;q=0.5", "ur"),
     ("ur;q=0, en", "en"), ("x" * 10_000, "en"), (",;q=", "en"), ("*", "en")],
)  # fmt: skip
def test_the_front_door_leads_to_the_visitors_language(
    client: Client, header: str, language: str
) -> None:
    assert accepted_language(header) == language
    response = client.get("/", headers={"accept-language": header})
    assert response["Location"] == f"/{language}/"


@pytest.mark.parametrize("address", ["/en/", "/ur/", "/en/programs/", "/en/programs/skills/"])
def test_a_public_page_may_be_kept_for_a_minute(client: Client, address: str) -> None:
    pages.programme("Skills")
    response = client.get(address, headers={"cookie": "staff=abc; form=def"})
    assert response.status_code == 200
    assert response["Cache-Control"] == CACHE_CONTROL
    for directive in ("public", "max-age=60", "s-maxage=60", "stale-while-revalidate=60",
                      "stale-if-error=86400"):  # fmt: skip
        assert directive in response["Cache-Control"].split(", ")
    assert response["Surrogate-Control"] == "max-age=3600"
    assert "cookie" not in response.get("Vary", "").lower()
    assert not response.cookies


def test_a_refusal_may_not_be_kept(client: Client) -> None:
    assert "public" not in client.get("/en/nowhere/")["Cache-Control"]


def test_what_a_view_says_itself_stays(client: Client) -> None:
    assert "public" not in client.get("/en/search/")["Cache-Control"]
    assert "public" not in client.get("/health/live")["Cache-Control"]


def test_a_preview_may_not_be_kept() -> None:
    page = pages.programme("Draft", live=False)
    response = page.make_preview_request()
    assert response.status_code == 200
    assert "public" not in response.get("Cache-Control", "")


class Server:
    """A web server's process: the cache in front of the real site."""

    def __init__(self) -> None:
        self.now = 0.0
        self.cache = PageCache(get_wsgi_application(), RULES, content_stamp, clock=self.later)

    def later(self) -> float:
        """Somebody asks; a quarter of a second has passed since the last question."""
        self.now += 0.25
        return self.now

    def get(self, address: str = "/en/", **headers: str) -> Any:
        where, _, query = address.partition("?")
        environ: dict[str, Any] = {
            "PATH_INFO": where,
            "QUERY_STRING": query,
            "HTTP_HOST": "testserver",
        }
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        setup_testing_defaults(environ)
        answer: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            answer.update(status=int(status[:3]), headers=dict(headers))

        answer["body"] = b"".join(self.cache(environ, start))
        return answer

    @property
    def kept(self) -> int:
        return len(self.cache.store)


@pytest.fixture(autouse=True)
def no_stale_stamp(settings: Any) -> None:
    settings.STAMP_SECONDS = 0


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """A test lives in one transaction, so its connection must outlive the request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def server() -> Server:
    SiteTexts.load()  # makes its row when there is none, which is a change of content
    return Server()


def test_the_site_is_served_through_the_cache() -> None:
    assert isinstance(application, PageCache)


def test_a_second_visitor_costs_no_query(server: Server, django_assert_num_queries: Any) -> None:
    first = server.get("/en/")
    with django_assert_num_queries(1):  # the stamp
        assert server.get("/en/")["body"] == first["body"]


def test_publishing_is_seen_by_every_process_at_once(server: Server) -> None:
    page = pages.programme("Old title", slug="skills")
    processes = [server, Server()]
    for process in processes:
        assert b"Old title" in process.get("/en/programs/skills/")["body"]
    page.title = "New title"
    page.save_revision().publish()
    for process in processes:
        for address in ("/en/programs/skills/", "/en/programs/", "/api/v1/programmes.json"):
            assert b"New title" in process.get(address)["body"]


def test_unpublishing_takes_the_page_away_at_once(server: Server) -> None:
    page = pages.programme("Skills")
    assert server.get("/en/programs/skills/")["status"] == 200
    page.unpublish()
    assert server.get("/en/programs/skills/")["status"] == 404


def test_a_corrected_figure_is_corrected_at_once(server: Server) -> None:
    pages.section("figures")
    figure = pages.figure()
    server.get("/en/figures/it-exports/")
    figure.value = "3.5"
    figure.save()
    assert b"$3.5 billion" in server.get("/en/figures/it-exports/")["body"]


def test_a_notice_that_is_due_appears_by_itself(server: Server, monkeypatch: Any) -> None:
    begins = timezone.now() + timedelta(seconds=30)
    NoticeBanner.objects.create(
        title_en="Offices are closed", title_ur="دفاتر بند ہیں", on=True,
        begins=begins, ends=begins + timedelta(hours=1),
    )  # fmt: skip
    as_if_committed()
    for moment, shown in ((-1, False), (0, True), (3599, True), (3600, False)):
        now = begins + timedelta(seconds=moment)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        for process in (server, Server()):
            assert (b"Offices are closed" in process.get("/en/")["body"]) is shown, moment


def test_a_day_that_begins_advances_the_stamp(monkeypatch: Any) -> None:
    """A form's first and last day are dates without a time, of the time zone of the site."""
    as_if_committed()
    in_two_days = timezone.localdate() + timedelta(days=2)  # time does not go back
    midnight = timezone.make_aware(datetime.combine(in_two_days, time()))
    stamps = []
    for seconds in (-1, -0.5, 0, 24 * 60 * 60 - 1):
        now = midnight + timedelta(seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        stamps.append(stamp.current())
    assert stamps[0] == stamps[1] != stamps[2] == stamps[3]


@pytest.mark.parametrize(
    "address",
    ["/en/search/?q=x", "/en/nowhere/", "/admin/login/", "/health/live",
     "/en/programs/?page=7"],
)  # fmt: skip
def test_these_answers_are_never_kept(server: Server, address: str) -> None:
    pages.section("programs")
    server.get(address)
    assert server.kept == 0


def test_filtered_lists_are_kept_apart(server: Server) -> None:
    pages.programme("Skills")
    everything = server.get("/en/programs/")["body"]
    assert server.get("/en/programs/?status=completed")["body"] != everything
    assert server.kept == 2


def test_a_list_has_its_pages_whatever_editors_call_it(server: Server) -> None:
    for number in range(21):
        pages.announcement(f"Number {number}", date=date(2026, 1, 1))
    server.get("/en/news/")
    section = pages.section("news")
    section.slug = "khabrein"
    section.save_revision().publish()
    assert b"Number 20" in server.get("/en/khabrein/")["body"]
    second = server.get("/en/khabrein/?page=2")["body"]
    assert b"Number 0" in second
    assert b"Number 20" not in second


HEADER = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30)
VISITOR = st.fixed_dictionaries(
    {},
    optional={
        "cookie": HEADER.map(lambda value: f"staff={value}; form={value}; django_language=ur"),
        "accept_language": st.sampled_from(["ur", "en-GB,en;q=0.8", "fr"]),
        "user_agent": HEADER,
        "referer": HEADER,
        "if_modified_since": st.just("Sat, 21 Nov 2020 10:00:00 GMT"),
        "range": st.just("bytes=0-10"),
        "x_requested_with": HEADER,
        "save_data": st.just("on"),
    },
)


@given(visitors=st.lists(VISITOR, min_size=2, max_size=3))
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_visitor_gets_the_same_bytes_no_cookie_and_no_script(
    visitors: list[dict[str, str]],
) -> None:
    for address in ("/en/", "/ur/"):
        # A process each, so that every answer is the site's own and none is another's copy.
        answers = [Server().get(address, **headers) for headers in visitors]
        assert len({answer["body"] for answer in answers}) == 1
        assert not any("Set-Cookie" in answer["headers"] for answer in answers)
        kinds = [
            script.get("type")
            for script in html.fromstring(answers[0]["body"].decode()).iter("script")
        ]
        assert set(kinds) <= {"application/ld+json"}


def test_a_connection_that_has_died_is_made_anew(monkeypatch: Any) -> None:
    answers: list[Any] = [OperationalError("server closed the connection"), "two"]

    def current() -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return str(answer)

    monkeypatch.setattr("config.pages.stamp.current", current)
    monkeypatch.setattr("config.pages.connection.close", lambda: None)
    assert content_stamp() == "two"
