"""The search page: what a visitor sees, and that no input breaks it."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from tests.machine import pages

pytestmark = pytest.mark.django_db


def read(client: Client, path: str = "/en/search/", **query: Any) -> Any:
    response = client.get(path, query)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def text_of(page: Any) -> str:
    return " ".join(page.text_content().split())


def test_without_a_question_it_says_how_to_ask(client: Client) -> None:
    page = read(client)
    assert page.get_element_by_id("search-words").get("value") == ""
    assert "What are you looking for?" in text_of(page)


def test_it_is_never_cached_and_never_indexed(client: Client) -> None:
    response = client.get("/en/search/", {"q": "exports"})
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies


def test_a_result_has_kind_title_summary_and_link(client: Client) -> None:
    pages.programme("Exports", summary="Sells software abroad.")
    (entry,) = read(client, q="exports").find_class("entry")
    assert "Programme" in entry.find_class("entry-meta")[0].text_content()
    assert entry.xpath(".//h2/a/@href") == ["/en/programs/exports/"]
    assert "Sells software abroad." in entry.text_content()


def test_the_words_are_marked_where_they_stand(client: Client) -> None:
    pages.programme("Export & <import>", summary="Exporters export.")
    (entry,) = read(client, q="exports").find_class("entry")
    assert [mark.text for mark in entry.iter("mark")] == ["Export", "Exporters", "export"]
    assert entry.xpath("string(.//h2)") == "Export & <import>"


def test_a_marked_urdu_word_keeps_its_marks(client: Client) -> None:
    pages.programme("محمّد علی کا گھر\u200cگھر", "ur")
    (entry,) = read(client, "/ur/search/", q="محمد گھرگھر").find_class("entry")
    assert [mark.text for mark in entry.iter("mark")] == ["محمّد", "گھر\u200cگھر"]


def test_nothing_found_says_what_to_do(client: Client) -> None:
    page = read(client, q="zebra")
    assert "Nothing found for “zebra”" in text_of(page)
    assert "Check the spelling." in text_of(page)
    assert page.get_element_by_id("search-words").get("value") == "zebra"


def test_a_list_of_one_kind_can_be_asked_for(client: Client) -> None:
    pages.section("figures")
    pages.figure()
    pages.programme("Exports programme")
    everything = read(client, q="exports")
    assert "Figures (1)" in text_of(everything)
    assert len(everything.find_class("entry")) == 2
    (entry,) = read(client, q="exports", kind="figure").find_class("entry")
    assert "$3.223 billion" in entry.text_content()


def test_long_lists_are_paged_and_keep_the_question(client: Client) -> None:
    for number in range(11):
        pages.programme(f"Exports {number}")
    first = read(client, q="exports")
    assert len(first.find_class("entry")) == 10
    assert "?q=exports&page=2" in first.xpath("//a[@rel='next']/@href")
    assert len(read(client, q="exports", page="2").find_class("entry")) == 1


@pytest.mark.parametrize(
    ("language", "told", "kind"),
    [
        ("en", "More than 2 results.", "Announcements (more than 2)"),
        ("ur", "2 سے زیادہ نتائج۔", "اعلانات (2 سے زیادہ)"),
    ],
)
def test_where_not_all_is_ranked_the_page_says_so(
    client: Client, monkeypatch: Any, language: str, told: str, kind: str
) -> None:
    for module in ("home.search", "content.search.sqlite", "content.search.postgres"):
        if module in sys.modules:
            monkeypatch.setattr(f"{module}.MOST", 2)
    pages.programme("Exports programme", language, slug="programme")
    named = pages.announcement("Exports", language, slug="named")
    for number in range(5):
        pages.announcement(f"News {number}", language, slug=f"news-{number}", summary="Exports.")
    page = read(client, f"/{language}/search/", q="exports")
    assert told in text_of(page)
    assert kind in text_of(page)
    links = page.xpath("//ol//h2/a/@href")
    # The one with the word in its name, though it is the oldest, and the newest of the others.
    assert {named.get_url(), *(f"/{language}/news/news-{number}/" for number in (3, 4))} <= {*links}
    assert f"/{language}/news/news-0/" not in links


@pytest.mark.parametrize("query", [{"q": "exports", "page": "7"}, {"page": "x"}, {"kind": "zebra"}])
def test_a_page_that_is_not_there_is_not_found(client: Client, query: dict[str, str]) -> None:
    assert client.get("/en/search/", query).status_code == 404


def test_the_other_language_keeps_the_question(client: Client) -> None:
    links = read(client, q="a&b #1").xpath("//a[@hreflang='ur']/@href")
    assert "/ur/search/?q=a%26b+%231" in links


ODD = [
    "\x00", "a\x00b", '"', '""', "'", "\\", "exports'--", "exports*", "* exports", "exports OR",
    "OR exports", "AND", "NOT exports", "NEAR(exports skills)", "title:exports", "{title}: x",
    "(exports", "exports)", "^exports", "a - b", "-exports", "exports +skills", "%s %d %%",
    "&|!<->:*",
    "exports:*", "<script>alert(1)</script>", "a" * 10_000, "x " * 5_000, "\u202eexports", "🙂",
    "ۓےئہۂۃ", "\u064b\u0651", "\ufdfa", "qxur", "\ud7ff", "e-office 3.223", "1e999 0x10 ٣٫٥",
]  # fmt: skip


@pytest.mark.parametrize("query", ODD)
def test_odd_input_is_a_question_like_any_other(client: Client, query: str) -> None:
    pages.section("figures")
    pages.figure()
    for path in ("/en/search/", "/ur/search/"):
        assert client.get(path, {"q": query}).status_code == 200


def test_bytes_that_are_no_text_do_no_harm(client: Client) -> None:
    for query in (
        "q=%ff%fe",
        "q=%ED%A0%80",
        "q=%00",
        "q=a&q=b",
        "q",
        "page=%00",
        "kind=%00",
        "%00",
    ):
        assert client.get(f"/en/search/?{query}").status_code in (200, 404)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_searching_is_reading(client: Client, method: str) -> None:
    assert getattr(client, method)("/en/search/").status_code == 405


@given(st.text(max_size=60))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_at_all_breaks_the_search(client: Client, text: str) -> None:
    assert (
        client.get("/ur/search/", {"q": text.encode("utf-8", "replace").decode()}).status_code
        == 200
    )
