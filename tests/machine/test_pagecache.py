"""The page cache alone, in front of a small WSGI application: each rule."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any
from wsgiref.util import setup_testing_defaults

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagecache import PageCache, Rules, flights
from pagecache.encoding import zstd

PAGE = b"<!doctype html><title>Digital Pakistan</title>" + b"<p>the same for everybody</p>" * 40
PUBLIC = ("Cache-Control", "public, max-age=60")
HTML = ("Content-Type", "text/html; charset=utf-8")


class Site:
    """Counts what reaches it, and answers what a test tells it to."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.status = "200 OK"
        self.headers = [HTML, PUBLIC, ("X-Request-ID", "abc")]
        self.body: bytes | Callable[[dict[str, Any]], bytes] = PAGE
        self.closed = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        self.asked.append(environ)
        start_response(self.status, list(self.headers))
        return Body(self, self.body(environ) if callable(self.body) else self.body)


class Body:
    def __init__(self, site: Site, body: bytes) -> None:
        self.site, self.parts = site, iter([body[:10], body[10:]])

    def __iter__(self) -> Any:
        return self.parts

    def close(self) -> None:
        self.site.closed += 1


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Content:
    """The content's stamp, as a database would give it to several processes."""

    stamp = "one"

    def __call__(self) -> str:
        return self.stamp


class Visitor:
    def __init__(self, cache: PageCache) -> None:
        self.cache = cache

    def get(self, path: str = "/en/", query: str = "", method: str = "GET", **headers: str) -> Any:
        environ = {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        setup_testing_defaults(environ)
        answer: dict[str, Any] = {}

        def start_response(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> None:
            answer.update(
                status=int(status[:3]), headers=dict(headers), names=[n for n, _ in headers]
            )

        body = self.cache(environ, start_response)
        answer["body"] = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        return answer


def is_public(path: str) -> bool:
    return path == "/" or (path.startswith(("/en/", "/ur/")) and "apply" not in path)


def language_of(environ: dict[str, Any]) -> str:
    if environ["PATH_INFO"] != "/":
        return ""
    return "ur" if environ.get("HTTP_ACCEPT_LANGUAGE", "").startswith("ur") else "en"


def parameters(path: str) -> frozenset[str]:
    return frozenset({"page", "theme"}) if path == "/en/list/" else frozenset()


RULES = Rules(is_public, parameters, language_of, frozenset({"accept-language"}))


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def content() -> Content:
    return Content()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(site: Site, content: Content, clock: Clock) -> PageCache:
    return PageCache(site, RULES, content, clock=clock)


@pytest.fixture
def visitor(cache: PageCache) -> Visitor:
    return Visitor(cache)


def test_a_second_visitor_does_not_reach_the_site(visitor: Visitor, site: Site) -> None:
    first, second = visitor.get(), visitor.get()
    assert first["body"] == second["body"] == PAGE
    assert len(site.asked) == 1
    assert site.closed == 1


def test_a_request_id_is_never_given_to_somebody_else(visitor: Visitor) -> None:
    visitor.get()
    assert "X-Request-ID" not in visitor.get()["headers"]


def test_what_does_not_say_public_is_not_kept(visitor: Visitor, site: Site) -> None:
    site.headers = [HTML]
    visitor.get()
    visitor.get()
    assert len(site.asked) == 2


@pytest.mark.parametrize("control", ["public, no-store", "private, max-age=60", "public, max-age=0",
                                     "no-cache, public, max-age=60", "public"])  # fmt: skip
def test_what_may_not_be_kept_is_not(visitor: Visitor, site: Site, control: str) -> None:
    site.headers = [HTML, ("Cache-Control", control)]
    visitor.get()
    visitor.get()
    assert len(site.asked) == 2


def test_what_sets_a_cookie_is_not_kept_and_reaches_its_visitor(
    visitor: Visitor, site: Site
) -> None:
    site.headers += [("Set-Cookie", "form=1")]
    assert "Set-Cookie" in visitor.get()["headers"]
    visitor.get()
    assert len(site.asked) == 2
    assert site.closed == 2


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oh", "503 Away", "206 Partial", "403 No"])
def test_refusals_and_errors_are_not_kept(visitor: Visitor, site: Site, status: str) -> None:
    site.status = status
    visitor.get()
    assert visitor.get()["status"] == int(status[:3])
    assert len(site.asked) == 2


def test_a_redirect_is_kept_with_where_it_leads(visitor: Visitor, site: Site) -> None:
    site.status = "301 Moved Permanently"
    site.headers += [("Location", "/en/about/")]
    site.body = b""
    visitor.get("/en/old/")
    again = visitor.get("/en/old/")
    assert (again["status"], again["headers"]["Location"]) == (301, "/en/about/")
    assert len(site.asked) == 1


@pytest.mark.parametrize("vary", ["Cookie", "Accept-Encoding, Cookie", "*", "User-Agent"])
def test_what_depends_on_the_visitor_is_not_kept(visitor: Visitor, site: Site, vary: str) -> None:
    site.headers += [("Vary", vary)]
    visitor.get()
    visitor.get()
    assert len(site.asked) == 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_is_answered_from_memory(visitor: Visitor, site: Site, method: str) -> None:
    visitor.get()
    visitor.get(method=method, cookie="form=1")
    assert len(site.asked) == 2
    assert site.asked[1]["HTTP_COOKIE"] == "form=1"


@pytest.mark.parametrize("path", ["/admin/", "/en/internships/apply/name/", "/health/live"])
def test_other_addresses_go_to_the_site_with_their_cookies(
    visitor: Visitor, site: Site, path: str
) -> None:
    visitor.get(path, cookie="staff=1")
    visitor.get(path, cookie="staff=1")
    assert [asked["HTTP_COOKIE"] for asked in site.asked] == ["staff=1"] * 2


def test_a_signed_request_is_answered_like_any_other(visitor: Visitor, site: Site) -> None:
    visitor.get()
    assert visitor.get(authorization="Basic abc")["headers"]["X-Cache"] == "hit"
    visitor.get("/en/other/", authorization="Basic abc")
    assert "HTTP_AUTHORIZATION" not in site.asked[-1]


def test_the_site_sees_nothing_of_the_visitor(visitor: Visitor, site: Site) -> None:
    visitor.get(
        cookie="staff=1", accept_encoding="gzip", if_none_match='"x"', range="bytes=0-1",
        user_agent="x", accept_language="ur", x_forwarded_host="evil.example", host="example.org",
    )  # fmt: skip
    seen = {name for name in site.asked[0] if name.startswith(("HTTP_", "CONTENT_"))}
    assert seen == {"HTTP_HOST"}


def test_how_a_query_is_encoded_is_not_for_the_visitor_to_say(site: Site) -> None:
    """Django reads a query by the charset of Content-Type: `page=2` would be another page's."""
    environ = {
        "PATH_INFO": "/en/list/", "QUERY_STRING": "page=2", "REQUEST_METHOD": "GET",
        "CONTENT_TYPE": "text/plain; charset=utf-16", "CONTENT_LENGTH": "3",
    }  # fmt: skip
    setup_testing_defaults(environ)
    list(PageCache(site, RULES, lambda: "one")(environ, lambda *_: None))
    assert {"CONTENT_TYPE", "CONTENT_LENGTH"}.isdisjoint(site.asked[0])
    assert site.asked[0]["wsgi.input"].read() == b""


def test_a_head_request_has_the_headers_and_no_body(visitor: Visitor, site: Site) -> None:
    whole = visitor.get()
    head = visitor.get(method="HEAD")
    assert head["body"] == b""
    assert head["headers"]["Content-Length"] == whole["headers"]["Content-Length"]
    assert len(site.asked) == 1


def test_a_head_request_is_asked_as_a_page_and_kept_like_one(visitor: Visitor, site: Site) -> None:
    head = visitor.get(method="HEAD")
    assert (head["body"], site.asked[0]["REQUEST_METHOD"]) == (b"", "GET")
    assert visitor.get()["headers"]["ETag"] == head["headers"]["ETag"]
    assert len(site.asked) == 1


def test_a_head_request_for_what_is_not_kept_has_no_body_either(
    visitor: Visitor, site: Site
) -> None:
    site.status = "404 Not Found"
    assert visitor.get(method="HEAD")["body"] == b""
    assert site.closed == 1


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br, zstd", "zstd"), ("gzip, deflate, br", "br"), ("gzip", "gzip"), ("", None),
     ("br;q=0, gzip", "gzip"), ("zstd;q=0.5, br;q=0.9", "br"), ("*", "zstd"), ("*;q=0", None),
     ("GZIP;q=0.5", "gzip"), ("identity", None), ("gzip;q=0.2, identity;q=0.8", None),
     ("deflate, compress", None), ("gzip;q=nonsense", "gzip"), ("zstd;q=0, *", "br")],
)  # fmt: skip
def test_each_visitor_gets_the_form_that_they_take_most_gladly(
    visitor: Visitor, accepted: str, encoding: str | None
) -> None:
    unpack = {
        "zstd": zstd.decompress, "br": brotli.decompress, "gzip": gzip.decompress, None: bytes,
    }[encoding]  # fmt: skip
    for _ in range(2):
        answer = visitor.get(accept_encoding=accepted)
        assert answer["headers"].get("Content-Encoding") == encoding
        assert unpack(answer["body"]) == PAGE
        assert answer["headers"]["Content-Length"] == str(len(answer["body"]))
        assert "Accept-Encoding" in answer["headers"]["Vary"]


def test_a_picture_is_not_compressed_again(visitor: Visitor, site: Site) -> None:
    site.headers = [("Content-Type", "image/png"), PUBLIC]
    assert "Content-Encoding" not in visitor.get(accept_encoding="gzip")["headers"]


def test_who_has_the_page_already_is_told_so(visitor: Visitor, site: Site) -> None:
    tag = visitor.get()["headers"]["ETag"]
    for asked in (tag, f'"other", {tag}', "*", tag.removeprefix("W/")):
        again = visitor.get(if_none_match=asked, accept_encoding="gzip")
        assert (again["status"], again["body"]) == (304, b"")
        assert "Content-Length" not in again["headers"]
    assert len(site.asked) == 1


def test_who_has_another_page_gets_this_one(visitor: Visitor) -> None:
    visitor.get()
    assert visitor.get(if_none_match='"other"')["status"] == 200


def test_a_change_of_content_drops_every_page(
    visitor: Visitor, site: Site, content: Content, clock: Clock
) -> None:
    visitor.get("/en/")
    visitor.get("/ur/")
    content.stamp = "two"
    clock.now += 0.25
    site.body = b"new"
    assert visitor.get("/en/")["body"] == visitor.get("/ur/")["body"] == b"new"


def test_two_processes_see_a_change(site: Site, content: Content, clock: Clock) -> None:
    processes = [Visitor(PageCache(site, RULES, content, clock=clock)) for _ in range(2)]
    for process in processes:
        process.get()
    site.body, content.stamp = b"new", "two"
    clock.now += 0.25
    assert [process.get()["body"] for process in processes] == [b"new", b"new"]


def test_a_page_made_while_content_changed_is_not_given_out_again(
    visitor: Visitor, site: Site, content: Content, clock: Clock
) -> None:
    def changes_meanwhile(_: Any) -> bytes:
        content.stamp = "two"
        return b"old"

    site.body = changes_meanwhile
    assert visitor.get()["body"] == b"old"
    site.body = b"new"
    clock.now += 0.25
    assert visitor.get()["body"] == b"new"


def test_a_page_is_made_anew_after_an_hour_at_the_latest(
    visitor: Visitor, site: Site, clock: Clock
) -> None:
    site.headers = [HTML, ("Cache-Control", "public, max-age=999999")]
    visitor.get()
    clock.now += 3599
    assert visitor.get()["headers"]["X-Cache"] == "hit"
    clock.now += 1
    assert visitor.get()["headers"]["X-Cache"] == "miss"
    assert len(site.asked) == 2


def test_what_is_said_to_this_cache_alone_counts_here_and_goes_no_further(
    visitor: Visitor, site: Site, clock: Clock
) -> None:
    site.headers += [("Surrogate-Control", "max-age=600")]
    first = visitor.get()
    clock.now += 599
    for answer in (first, visitor.get()):
        assert answer["headers"]["Cache-Control"] == "public, max-age=60"
        assert "Surrogate-Control" not in answer["headers"]
    assert len(site.asked) == 1
    clock.now += 1
    visitor.get()
    assert len(site.asked) == 2
    site.status = "404 Not Found"
    assert "Surrogate-Control" not in visitor.get("/en/nowhere/")["headers"]


def test_a_shorter_age_of_the_answer_counts(visitor: Visitor, site: Site, clock: Clock) -> None:
    site.headers = [HTML, ("Cache-Control", "public, max-age=5")]
    visitor.get()
    clock.now += 5
    visitor.get()
    assert len(site.asked) == 2


class Away:
    """A database that can go away."""

    def __init__(self) -> None:
        self.away = False
        self.stamp = "one"
        self.reads = 0

    def __call__(self) -> str:
        self.reads += 1
        if self.away:
            raise ConnectionError("the database is away")
        return self.stamp


def test_while_the_database_is_away_an_old_copy_says_that_it_is_stale(
    site: Site, clock: Clock
) -> None:
    database = Away()
    visitor = Visitor(PageCache(site, RULES, database, clock=clock))
    visitor.get()
    database.away = True
    clock.now += 5
    for encoding in ("gzip", "zstd", ""):
        answer = visitor.get(accept_encoding=encoding)
        assert (answer["status"], answer["headers"]["X-Cache"]) == (200, "stale")
        assert answer["headers"]["Cache-Control"] == "no-cache"
        assert answer["names"].count("Cache-Control") == 1
        assert answer["headers"]["Content-Length"] == str(len(answer["body"]))
    assert len(site.asked) == 1
    assert database.reads == 2, "not every visitor waits for the database"
    database.away = False
    clock.now += 5
    assert visitor.get()["headers"]["X-Cache"] == "hit"


def test_a_page_that_nobody_has_seen_is_asked_for_although_the_database_is_away(
    site: Site, clock: Clock
) -> None:
    database = Away()
    database.away = True
    cache = PageCache(site, RULES, database, clock=clock)
    assert Visitor(cache).get()["body"] == PAGE
    assert len(cache.store) == 0, "nobody knows of which content it was made"


def test_what_was_too_old_before_the_database_went_away_is_tried_first(
    site: Site, clock: Clock
) -> None:
    database = Away()
    visitor = Visitor(PageCache(site, RULES, database, clock=clock))
    visitor.get("/en/")
    database.stamp = "two"
    clock.now += 1
    visitor.get("/en/other/")  # sees the new stamp
    database.away = True
    clock.now += 5
    site.body = b"made without the database"
    assert visitor.get("/en/")["body"] == b"made without the database"


def test_who_waits_for_a_database_that_hangs_waits_once(site: Site, monkeypatch: Any) -> None:
    monkeypatch.setattr("pagecache.freshness.RETRY", 0.2)
    hanging, over = Event(), Event()
    calls: list[str] = []

    def stamp() -> str:
        calls.append("")
        if len(calls) > 1:
            hanging.set()
            assert over.wait(10)
        return "one"

    clock = Clock()
    visitor = Visitor(PageCache(site, RULES, stamp, clock=clock))
    visitor.get()
    clock.now += 5
    with ThreadPoolExecutor(1) as threads:
        stuck = threads.submit(visitor.get)
        assert hanging.wait(10)
        began = time.monotonic()
        states = {visitor.get()["headers"]["X-Cache"] for _ in range(50)}
        assert (states, time.monotonic() - began < 2) == ({"stale"}, True)
        over.set()
        stuck.result(10)


def test_an_old_copy_is_older_than_a_day_never(site: Site, clock: Clock) -> None:
    database = Away()
    visitor = Visitor(PageCache(site, RULES, database, clock=clock))
    visitor.get()
    database.away = True
    clock.now += 24 * 60 * 60
    site.status, site.body = "503 Away", b"away"
    assert visitor.get()["status"] == 503


def test_the_stamp_is_read_four_times_a_second_at_most(site: Site, clock: Clock) -> None:
    database = Away()
    visitor = Visitor(PageCache(site, RULES, database, clock=clock))
    for _ in range(100):
        visitor.get()
        clock.now += 0.01
    assert database.reads <= 5
    database.stamp, site.body = "two", b"new"
    clock.now += 0.25
    assert visitor.get()["body"] == b"new"


def test_who_comes_while_the_stamp_is_being_read_goes_on_with_what_is_believed(
    site: Site,
) -> None:
    reading, answered = Event(), Event()
    calls: list[str] = []

    def stamp() -> str:
        calls.append("")
        if len(calls) > 1:
            reading.set()
            assert answered.wait(10)
        return "one"

    clock = Clock()
    visitor = Visitor(PageCache(site, RULES, stamp, clock=clock))
    visitor.get()
    clock.now += 0.3
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(visitor.get)
        assert reading.wait(10)
        assert visitor.get()["headers"]["X-Cache"] == "hit"  # while the other one still waits
        answered.set()
        assert slow.result(10)["headers"]["X-Cache"] == "hit"
    assert len(calls) == 2


def test_a_hit_a_miss_and_a_page_that_is_never_kept_say_what_they_are(
    visitor: Visitor, site: Site
) -> None:
    assert [visitor.get()["headers"]["X-Cache"] for _ in range(2)] == ["miss", "hit"]
    assert visitor.get(method="HEAD")["headers"]["X-Cache"] == "hit"
    assert "X-Cache" not in visitor.get("/admin/")["headers"]
    site.status = "404 Not Found"
    assert visitor.get("/en/nowhere/")["headers"]["X-Cache"] == "miss"


def failing(_: Any) -> bytes:
    raise RuntimeError("the page cannot be rendered")


@pytest.mark.parametrize("failure", ["500 Oh", "503 Away", "an exception"])
def test_an_old_copy_is_better_than_an_error_and_says_that_it_is_stale(
    visitor: Visitor, site: Site, content: Content, clock: Clock, failure: str
) -> None:
    visitor.get()
    content.stamp = "two"
    clock.now += 1
    if failure == "an exception":
        site.body = failing
    else:
        site.status = failure
    for _ in range(3):
        answer = visitor.get(accept_encoding="br")
        assert (answer["status"], answer["headers"]["X-Cache"]) == (200, "stale")
        assert brotli.decompress(answer["body"]) == PAGE
    assert len(site.asked) == 2, "a page that fails is not tried for each visitor"
    site.status, site.body = "200 OK", b"mended"
    clock.now += 2
    assert visitor.get()["body"] == b"mended"


def test_an_error_without_an_old_copy_is_an_error(visitor: Visitor, site: Site) -> None:
    site.status = "500 Oh"
    assert visitor.get()["status"] == 500
    site.body = failing
    with pytest.raises(RuntimeError):
        visitor.get()
    assert len(visitor.cache.flights) == 0


def test_a_page_that_was_taken_away_does_not_come_back_as_an_old_copy(
    visitor: Visitor, site: Site, content: Content, clock: Clock
) -> None:
    visitor.get()
    content.stamp, site.status = "two", "404 Not Found"
    clock.now += 1
    assert visitor.get()["status"] == 404
    site.status = "500 Oh"
    assert visitor.get()["status"] == 500


class Slow:
    """A page that is rendered when the test says so."""

    def __init__(self, site: Site) -> None:
        self.begun, self.may_go_on = Event(), Event()
        self.bodies = [b"first", b"second", b"third"]
        site.body = self.render

    def render(self, _: Any) -> bytes:
        body = self.bodies.pop(0)
        if body == b"first":
            self.begun.set()
            assert self.may_go_on.wait(10)
        return body


def test_a_page_is_rendered_once_however_many_come_at_once(visitor: Visitor, site: Site) -> None:
    slow = Slow(site)
    with ThreadPoolExecutor(20) as threads:
        first = threads.submit(visitor.get)
        assert slow.begun.wait(10)
        others = [threads.submit(visitor.get) for _ in range(19)]
        time.sleep(0.2)
        slow.may_go_on.set()
        assert {one.result(10)["body"] for one in [first, *others]} == {b"first"}
    assert len(site.asked) == 1


def test_who_has_waited_for_two_seconds_asks_by_themselves(
    visitor: Visitor, site: Site, monkeypatch: Any
) -> None:
    assert flights.PATIENCE == 2
    monkeypatch.setattr(flights, "PATIENCE", 0.05)
    slow = Slow(site)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(visitor.get)
        assert slow.begun.wait(10)
        assert visitor.get()["body"] == b"second"
        slow.may_go_on.set()
        assert first.result(10)["body"] == b"first"


def test_who_has_seen_newer_content_does_not_wait_for_a_page_of_the_older(
    visitor: Visitor, site: Site, content: Content, clock: Clock
) -> None:
    slow = Slow(site)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(visitor.get)
        assert slow.begun.wait(10)
        content.stamp = "two"
        clock.now += 1
        assert visitor.get()["body"] == b"second"
        slow.may_go_on.set()
        first.result(10)
    assert visitor.get()["body"] == b"second", "the older page does not take the newer one's place"


def test_who_waited_for_a_page_that_failed_gets_the_old_copy(
    visitor: Visitor, site: Site, content: Content, clock: Clock
) -> None:
    visitor.get()
    content.stamp = "two"
    clock.now += 1
    begun, may_go_on = Event(), Event()

    def fails_slowly(_: Any) -> bytes:
        begun.set()
        assert may_go_on.wait(10)
        raise RuntimeError

    site.body = fails_slowly
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(visitor.get)
        assert begun.wait(10)
        second = threads.submit(visitor.get)
        time.sleep(0.1)
        may_go_on.set()
        states = {one.result(10)["headers"]["X-Cache"] for one in (first, second)}
    assert states == {"stale"}
    assert len(site.asked) == 2


def test_who_waited_for_what_may_not_be_shared_asks_by_themselves(
    visitor: Visitor, site: Site
) -> None:
    site.headers = [HTML]
    slow = Slow(site)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(visitor.get)
        assert slow.begun.wait(10)
        second = threads.submit(visitor.get)
        time.sleep(0.1)
        slow.may_go_on.set()
        assert {first.result(10)["body"], second.result(10)["body"]} == {b"first", b"second"}


def test_each_page_of_a_list_is_kept_apart(visitor: Visitor, site: Site) -> None:
    site.body = lambda environ: environ["QUERY_STRING"].encode()
    assert visitor.get("/en/list/", "page=2&theme=exports")["body"] == b"page=2&theme=exports"
    assert visitor.get("/en/list/", "page=3")["body"] == b"page=3"
    assert visitor.get("/en/list/", "theme=exports&page=2")["body"] == b"page=2&theme=exports"
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    ("path", "query", "seen"),
    [("/en/", "utm_source=x", ""), ("/en/", "page=2", ""),
     ("/en/list/", "page=2&fbclid=1", "page=2"), ("/en/list/", "page=1&page=2", "page=2"),
     ("/en/list/", "theme=&page=2", "page=2"),
     ("/en/list/", "x", ""), ("/en/list/", "&", ""), ("/en/", "x=" + "1" * 9000, ""),
     ("/en/list/", "page=2&x=" + "1" * 9000, "page=2")],
)  # fmt: skip
def test_what_a_page_does_not_know_of_a_query_makes_no_other_page(
    visitor: Visitor, cache: PageCache, site: Site, path: str, query: str, seen: str
) -> None:
    visitor.get(path, query=seen)
    assert visitor.get(path, query=query)["headers"]["X-Cache"] == "hit"
    assert [asked["QUERY_STRING"] for asked in site.asked] == [seen]
    assert len(cache.store) == 1


def test_a_thousand_unknown_queries_fill_nothing(
    visitor: Visitor, cache: PageCache, site: Site
) -> None:
    for number in range(1000):
        visitor.get(query=f"nonsense={number}")
    assert (len(cache.store), len(site.asked)) == (1, 1)


def test_a_query_that_is_longer_than_any_of_the_page_is_answered_and_not_kept(
    visitor: Visitor, cache: PageCache
) -> None:
    assert visitor.get("/en/list/", "page=" + "1" * 300)["body"] == PAGE
    assert len(cache.store) == 0


def test_a_page_that_is_not_there_is_asked_for_with_its_whole_query(
    visitor: Visitor, site: Site
) -> None:
    """Editors make redirects from addresses with a query, such as those of an older site."""

    def application(environ: dict[str, Any], start_response: Any) -> Any:
        site.status = "301 Moved" if environ["QUERY_STRING"] == "id=5" else "404 Not Found"
        return site(environ, start_response)

    visitor = Visitor(PageCache(application, RULES, lambda: "one"))
    assert visitor.get("/en/old/", "id=5")["status"] == 301
    assert visitor.get("/en/old/", "id=6")["status"] == 404
    assert visitor.get("/en/old/")["status"] == 404, "one query's redirect is not another's"
    assert site.closed == len(site.asked)


def test_the_front_door_has_a_form_for_each_language(visitor: Visitor, site: Site) -> None:
    site.status = "302 Found"
    site.headers += [("Vary", "Accept-Language")]
    site.body = lambda environ: environ.get("HTTP_ACCEPT_LANGUAGE", "").encode()
    for language in ("ur-PK,ur;q=0.9", "en-GB", "ur", "fr"):
        visitor.get("/", accept_language=language)
    assert len(site.asked) == 2
    assert "Accept-Language" in visitor.get("/", accept_language="ur")["headers"]["Vary"]


def test_memory_is_bounded_and_what_nobody_uses_goes(site: Site, content: Content) -> None:
    site.headers = [("Content-Type", "image/png"), PUBLIC]
    site.body = b"x" * 10_000
    cache = PageCache(site, RULES, content, memory=40_000)
    visitor = Visitor(cache)
    for path in ("/en/1/", "/en/2/", "/en/3/", "/en/1/", "/en/4/"):
        visitor.get(path)
    assert cache.store.size <= 40_000
    assert visitor.get("/en/1/")["headers"]["X-Cache"] == "hit"
    assert visitor.get("/en/2/")["headers"]["X-Cache"] == "miss"


def test_a_crowd_of_pages_that_are_asked_for_once_pushes_out_none_that_is_read(
    site: Site, content: Content
) -> None:
    site.headers = [("Content-Type", "image/png"), PUBLIC]
    site.body = b"x" * 1_000
    cache = PageCache(site, RULES, content, memory=60_000)
    visitor = Visitor(cache)
    for number in range(500):
        visitor.get(f"/en/crowd/{number}/")
        visitor.get("/en/")
    assert [asked["PATH_INFO"] for asked in site.asked].count("/en/") == 1
    assert cache.store.size <= 60_000


def test_what_is_larger_than_all_memory_is_answered(site: Site, content: Content) -> None:
    site.body = b"x" * 10_000
    cache = PageCache(site, RULES, content, memory=5_000)
    assert [Visitor(cache).get()["body"] for _ in range(2)] == [site.body] * 2
    assert len(cache.store) == cache.store.size == 0


def test_a_page_weighs_more_with_each_encoding_that_is_asked_for(
    visitor: Visitor, cache: PageCache
) -> None:
    weights = []
    for encoding in ("", "gzip", "br", "zstd", "zstd", "gzip"):
        visitor.get(accept_encoding=encoding)
        weights.append(cache.store.size)
    assert weights[0] < weights[1] < weights[2] < weights[3]
    assert len(set(weights[3:])) == 1


def test_a_very_large_page_is_passed_on_whole(
    visitor: Visitor, cache: PageCache, site: Site
) -> None:
    site.body = b"y" * (3 * 1024 * 1024)
    assert visitor.get()["body"] == site.body
    assert len(cache.store) == 0
    assert site.closed == 1


def test_plain_and_encrypted_requests_are_kept_apart(visitor: Visitor, site: Site) -> None:
    for said in ("https", "https, http", "http", "nonsense", "HTTPS", ""):
        visitor.get(x_forwarded_proto=said)
    seen = [asked.get("HTTP_X_FORWARDED_PROTO") for asked in site.asked]
    assert seen == ["https", None]


def test_a_host_is_one_whatever_port_and_letters_are_said(visitor: Visitor, site: Site) -> None:
    for host in ("example.org", "Example.ORG:8000", "example.org:1", "example.org:", "[::1]:80",
                 "[::1]"):  # fmt: skip
        for _ in range(2):
            visitor.get(host=host)
    assert [asked["HTTP_HOST"] for asked in site.asked] == ["example.org", "[::1]"]


@pytest.mark.parametrize(("path", "host"), [("/en/" + "x" * 600, "a"), ("/en/", "a:" + "1" * 400)])
def test_what_is_longer_than_any_address_is_answered_and_not_kept(
    visitor: Visitor, cache: PageCache, site: Site, path: str, host: str
) -> None:
    site.headers += [("Surrogate-Control", "max-age=3600")]
    answer = visitor.get(path, host=host)
    assert (answer["body"], len(cache.store)) == (PAGE, 0)
    assert "Surrogate-Control" not in answer["headers"]


def test_what_a_key_and_its_headers_weigh_counts(site: Site, content: Content) -> None:
    site.headers += [("Location", "x" * 5000)]
    cache = PageCache(site, RULES, content)
    Visitor(cache).get("/en/" + "y" * 400)
    assert cache.store.size > 5_400 + len(PAGE)


def test_many_threads_at_once_lose_nothing(site: Site) -> None:
    content = Content()
    cache = PageCache(site, RULES, content, memory=40_000)
    visitor = Visitor(cache)

    def visit(number: int) -> bytes:
        if number % 50 == 0:
            content.stamp = str(number)
        return visitor.get(f"/en/{number % 30}/")["body"]

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(visit, range(2_000))) == {PAGE}
    kept = cache.store.entries.items()
    assert cache.store.size == sum(entry.size + sum(map(len, key)) for key, entry in kept)
    assert len(cache.flights) == 0
    assert cache.store.size <= 40_000


HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)
HEADERS = dict.fromkeys(
    ("cookie", "user_agent", "referer", "accept", "accept_language", "if_none_match",
     "if_modified_since", "range", "x_forwarded_for"), HEADER,
)  # fmt: skip


@given(st.lists(st.fixed_dictionaries({}, optional=HEADERS), min_size=2, max_size=5))
def test_all_visitors_get_the_same_bytes(visitors: list[dict[str, str]]) -> None:
    site = Site()
    # A careless page: it shows the visitor's own cookie.
    site.body = lambda environ: environ.get("HTTP_COOKIE", "nobody").encode()
    visitor = Visitor(PageCache(site, RULES, lambda: "one"))
    answers = [visitor.get(**headers) for headers in visitors]
    assert {answer["body"] for answer in answers if answer["status"] == 200} <= {b"nobody"}
    assert not any("Set-Cookie" in answer["headers"] for answer in answers)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_request_makes_the_cache_itself_fail(path: str, query: str, accept: str) -> None:
    visitor = Visitor(PageCache(Site(), RULES, lambda: "one"))
    assert visitor.get(path, query, accept_encoding=accept)["status"] == 200
