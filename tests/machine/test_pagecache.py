"""The page cache alone, in front of a small WSGI application: each rule."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from wsgiref.util import setup_testing_defaults

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagecache import PageCache, Rules

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


RULES = Rules(is_public, frozenset({"page", "theme"}), language_of, frozenset({"accept-language"}))


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


def test_signed_requests_go_to_the_site(visitor: Visitor, site: Site) -> None:
    visitor.get()
    visitor.get(authorization="Basic abc")
    assert len(site.asked) == 2


def test_the_site_does_not_see_what_must_not_matter(visitor: Visitor, site: Site) -> None:
    visitor.get(cookie="staff=1", accept_encoding="gzip", if_none_match='"x"', range="bytes=0-1")
    asked = site.asked[0]
    assert not [
        name for name in asked if name in {"HTTP_COOKIE", "HTTP_RANGE", "HTTP_IF_NONE_MATCH"}
    ]


def test_a_head_request_has_the_headers_and_no_body(visitor: Visitor, site: Site) -> None:
    whole = visitor.get()
    head = visitor.get(method="HEAD")
    assert head["body"] == b""
    assert head["headers"]["Content-Length"] == whole["headers"]["Content-Length"]
    assert len(site.asked) == 1


def test_a_head_request_alone_keeps_nothing(visitor: Visitor, cache: PageCache, site: Site) -> None:
    visitor.get(method="HEAD")
    assert len(cache.store) == 0


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("", None), ("br;q=0, gzip", "gzip"),
     ("GZIP;q=0.5", "gzip"), ("identity", None)],
)  # fmt: skip
def test_each_visitor_gets_the_smallest_form_they_take(
    visitor: Visitor, accepted: str, encoding: str | None
) -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
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
    visitor: Visitor, site: Site, content: Content
) -> None:
    visitor.get("/en/")
    visitor.get("/ur/")
    content.stamp = "two"
    site.body = b"new"
    assert visitor.get("/en/")["body"] == visitor.get("/ur/")["body"] == b"new"


def test_two_processes_see_a_change(site: Site, content: Content, clock: Clock) -> None:
    processes = [Visitor(PageCache(site, RULES, content, clock=clock)) for _ in range(2)]
    for process in processes:
        process.get()
    site.body, content.stamp = b"new", "two"
    assert [process.get()["body"] for process in processes] == [b"new", b"new"]


def test_a_page_made_while_content_changed_is_not_given_out_again(
    visitor: Visitor, site: Site, content: Content
) -> None:
    def changes_meanwhile(_: Any) -> bytes:
        content.stamp = "two"
        return b"old"

    site.body = changes_meanwhile
    assert visitor.get()["body"] == b"old"
    site.body = b"new"
    assert visitor.get()["body"] == b"new"


def test_a_page_is_made_anew_after_a_minute(visitor: Visitor, site: Site, clock: Clock) -> None:
    site.headers = [HTML, ("Cache-Control", "public, max-age=3600")]
    visitor.get()
    clock.now += 59
    assert visitor.get()["headers"]["Age"] == "59"
    clock.now += 1
    visitor.get()
    assert len(site.asked) == 2


def test_a_shorter_age_of_the_answer_counts(visitor: Visitor, site: Site, clock: Clock) -> None:
    site.headers = [HTML, ("Cache-Control", "public, max-age=5")]
    visitor.get()
    clock.now += 5
    visitor.get()
    assert len(site.asked) == 2


def test_pages_are_served_while_the_stamp_cannot_be_read(site: Site, clock: Clock) -> None:
    content: dict[str, Any] = {"away": False}

    def stamp() -> str:
        if content["away"]:
            raise ConnectionError("the database is away")
        return "one"

    visitor = Visitor(PageCache(site, RULES, stamp, clock=clock))
    visitor.get()
    content["away"] = True
    assert visitor.get()["body"] == PAGE
    assert len(site.asked) == 1


def test_each_page_of_a_list_is_kept_apart(visitor: Visitor, site: Site) -> None:
    site.body = lambda environ: environ["QUERY_STRING"].encode()
    assert visitor.get(query="page=2&theme=exports")["body"] == b"page=2&theme=exports"
    assert visitor.get(query="page=3")["body"] == b"page=3"
    assert visitor.get(query="theme=exports&page=2")["body"] == b"page=2&theme=exports"
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "query", ["utm_source=x", "page=2&x=1", "page=1&page=2", "x", "&", "page=" + "1" * 300]
)
def test_an_unknown_query_is_answered_and_not_kept(
    visitor: Visitor, cache: PageCache, query: str
) -> None:
    assert visitor.get(query=query)["body"] == PAGE
    assert len(cache.store) == 0


def test_the_front_door_has_a_form_for_each_language(visitor: Visitor, site: Site) -> None:
    site.status = "302 Found"
    site.headers += [("Vary", "Accept-Language")]
    site.body = lambda environ: environ.get("HTTP_ACCEPT_LANGUAGE", "").encode()
    for language in ("ur-PK,ur;q=0.9", "en-GB", "ur", "fr"):
        visitor.get("/", accept_language=language)
    assert len(site.asked) == 2
    assert "Accept-Language" in visitor.get("/", accept_language="ur")["headers"]["Vary"]


def test_memory_is_bounded_and_the_least_used_page_goes(site: Site, content: Content) -> None:
    site.headers = [("Content-Type", "image/png"), PUBLIC]
    site.body = b"x" * 10_000
    cache = PageCache(site, RULES, content, memory=35_000)
    visitor = Visitor(cache)
    for path in ("/en/1/", "/en/2/", "/en/3/", "/en/1/", "/en/4/"):
        visitor.get(path)
    assert cache.store.size <= 35_000
    asked = len(site.asked)
    visitor.get("/en/1/")
    assert len(site.asked) == asked
    visitor.get("/en/2/")
    assert len(site.asked) == asked + 1


def test_a_very_large_page_is_passed_on_whole(
    visitor: Visitor, cache: PageCache, site: Site
) -> None:
    site.body = b"y" * (3 * 1024 * 1024)
    assert visitor.get()["body"] == site.body
    assert len(cache.store) == 0
    assert site.closed == 1


def test_plain_and_encrypted_requests_are_kept_apart(visitor: Visitor, site: Site) -> None:
    visitor.get(x_forwarded_proto="https")
    visitor.get(x_forwarded_proto="http")
    visitor.get(x_forwarded_proto="nonsense")
    visitor.get(x_forwarded_proto="nonsense")
    assert len(site.asked) == 4


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
    assert cache.store.size == sum(entry.size for entry in cache.store._entries.values())
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
