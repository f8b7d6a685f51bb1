"""The Atom feeds, read by a feed reader."""

from __future__ import annotations

from datetime import date
from typing import Any

import feedparser
import pytest
from django.test import Client
from lxml import html

from tests.machine import pages

pytestmark = pytest.mark.django_db


def feed(client: Client, language: str = "en") -> Any:
    response = client.get(f"/{language}/news/feed.atom")
    assert response.status_code == 200
    headers = {name.lower(): value for name, value in response.items()}
    parsed = feedparser.parse(response.content, response_headers=headers)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def test_an_entry_has_all_that_a_reader_shows(client: Client) -> None:
    pages.announcement(
        "Exports rise", summary="By 24 % & more <in> a year.", date=date(2026, 1, 15)
    )
    (entry,) = feed(client).entries
    assert entry.title == "Exports rise"
    assert entry.link == "http://testserver/en/news/exports-rise/"
    assert entry.summary == "By 24 % &amp; more &lt;in&gt; a year."
    assert entry.published == "2026-01-14T19:00:00+00:00"
    assert [tag.term for tag in entry.tags] == ["Results"]


def test_each_language_has_its_own_feed(client: Client) -> None:
    twin = pages.announcement("Exports rise")
    pages.announcement("برآمدات میں اضافہ", "ur", twin)
    english, urdu = feed(client), feed(client, "ur")
    assert [entry.title for entry in urdu.entries] == ["برآمدات میں اضافہ"]
    assert (english.feed.language, urdu.feed.language) == ("en", "ur")
    assert urdu.feed.title == "ڈیجیٹل پاکستان: خبریں"
    assert urdu.entries[0].tags[0].term == "نتائج"
    assert english.entries[0].id != urdu.entries[0].id


def test_addresses_are_those_of_the_site_whatever_a_request_claims(client: Client) -> None:
    pages.announcement("Exports rise")
    response = client.get("/en/news/feed.atom", headers={"host": "localhost"})
    assert "localhost" not in response.content.decode()
    links = {link.rel: link.href for link in feed(client).feed.links}
    assert links == {
        "alternate": "http://testserver/en/news/",
        "self": "http://testserver/en/news/feed.atom",
    }


def test_an_entry_keeps_its_identity_when_its_address_changes(client: Client) -> None:
    page = pages.announcement("Exports rise")
    before = feed(client).entries[0].id
    page.slug = "exports"
    page.save_revision().publish()
    assert feed(client).entries[0].id == before


def test_a_correction_is_told_and_dates_the_entry(client: Client) -> None:
    page = pages.announcement("Exports rise", summary="By 42 %.")
    page.correction, page.correction_date = "It was 24 %.", date(2026, 2, 1)
    page.save_revision().publish()
    (entry,) = feed(client).entries
    assert "It was 24 %." in entry.summary
    assert "1 February 2026" in entry.summary
    assert entry.updated > entry.published


def test_the_latest_twenty_are_listed_newest_first(client: Client) -> None:
    for day in range(1, 23):
        pages.announcement(f"Day {day}", date=date(2026, 1, day))
    titles = [entry.title for entry in feed(client).entries]
    assert (len(titles), titles[0]) == (20, "Day 22")


def test_drafts_are_not_told(client: Client) -> None:
    pages.announcement("Exports rise", live=False)
    assert feed(client).entries == []


def test_a_control_character_from_a_word_processor_does_no_harm(client: Client) -> None:
    pages.announcement("Exports\x0brise", summary="a\x0cb", slug="x")
    assert feed(client).entries[0].title == "Exportsrise"


def test_without_announcements_there_is_no_feed(client: Client) -> None:
    assert client.get("/ur/news/feed.atom").status_code == 404


def test_the_number_of_queries_does_not_grow(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for day in range(1, 21):
        pages.announcement(f"Day {day}", date=date(2026, 1, day))
    feed(client)
    with django_assert_max_num_queries(6):
        feed(client)


@pytest.mark.parametrize("path", ["/en/", "/en/news/"])
def test_pages_lead_to_the_feed(client: Client, path: str) -> None:
    pages.section("news")
    page = html.fromstring(client.get(path).content.decode())
    assert page.xpath("//link[@type='application/atom+xml']/@href") == ["/en/news/feed.atom"]
