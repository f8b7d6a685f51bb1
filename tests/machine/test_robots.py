"""Sitemap, robots.txt, security.txt, favicon: read by strangers' libraries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import Client
from lxml import etree, html
from protego import Protego
from usp.objects.sitemap import IndexXMLSitemap, PagesXMLSitemap
from usp.tree import sitemap_from_str

from config import sitemaps
from home.rows import SiteTexts
from tests.machine import pages

pytestmark = pytest.mark.django_db

XHTML = "{http://www.w3.org/1999/xhtml}link"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sections(client: Client, name: str) -> list[str]:
    """Paths of the sections of a part, as the index names them."""
    listed = etree.fromstring(client.get("/sitemap.xml").content).iter(f"{SITEMAP}loc")
    paths = [element.text.removeprefix("http://testserver") for element in listed]
    return [path for path in paths if path.startswith(f"/sitemap-{name}-")]


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return response.content.decode()


def section(client: Client, name: str = "pages") -> str:
    """The only section of a part, where all was made within one test."""
    (path,) = sections(client, name)
    return read(client, path)


@pytest.fixture(autouse=True)
def one_section(monkeypatch: Any) -> None:
    """Primary keys go on from test to test, and a section is a range of them."""
    monkeypatch.setattr(sitemaps, "SECTION_SIZE", 10_000_000)


def addresses(xml: str) -> list[str]:
    parsed = sitemap_from_str(xml)
    assert isinstance(parsed, PagesXMLSitemap)
    return [page.url for page in parsed.all_pages()]


def alternates(xml: str) -> dict[str, dict[str, str]]:
    return {
        entry.findtext(f"{SITEMAP}loc"): {
            link.get("hreflang"): link.get("href") for link in entry.iter(XHTML)
        }
        for entry in etree.fromstring(xml.encode())
    }


def test_the_index_names_every_section(client: Client) -> None:
    pages.section("figures")
    pages.figure()
    response = client.get("/sitemap.xml")
    parsed = sitemap_from_str(response.content.decode())
    assert isinstance(parsed, IndexXMLSitemap)
    listed = [element.text for element in etree.fromstring(response.content).iter(f"{SITEMAP}loc")]
    assert listed == [
        "http://testserver/sitemap-pages-1.xml",
        "http://testserver/sitemap-figures-1.xml",
    ]


def test_every_live_page_is_listed_once(client: Client) -> None:
    pages.programme("Digital skills")
    pages.programme("Draft", live=False)
    assert sorted(addresses(section(client))) == [
        "http://testserver/en/",
        "http://testserver/en/programs/",
        "http://testserver/en/programs/digital-skills/",
        "http://testserver/ur/",
    ]


def test_an_entry_names_each_language_itself_too_and_the_default(client: Client) -> None:
    twin = pages.programme("Digital skills")
    pages.programme("ڈیجیٹل ہنر", "ur", twin)
    english = "http://testserver/en/programs/digital-skills/"
    urdu = "http://testserver/ur/programs/digital-skills/"
    found = alternates(section(client))
    assert found[english] == found[urdu] == {"en": english, "ur": urdu, "x-default": english}


def test_a_page_in_one_language_alone_names_that_alone(client: Client) -> None:
    pages.programme("ڈیجیٹل ہنر", "ur", slug="skills")
    urdu = "http://testserver/ur/programs/skills/"
    assert alternates(section(client))[urdu] == {"ur": urdu, "x-default": urdu}


def test_figures_are_listed_in_each_language_of_their_list(client: Client) -> None:
    for language in ("en", "ur"):
        pages.section("figures", language)
    pages.figure()
    english, urdu = (f"http://testserver/{code}/figures/it-exports/" for code in ("en", "ur"))
    assert alternates(section(client, "figures")) == {
        address: {"en": english, "ur": urdu, "x-default": english} for address in (english, urdu)
    }


def test_an_entry_says_when_the_page_changed(client: Client) -> None:
    page = pages.programme("Digital skills")
    page.save_revision().publish()
    today = datetime.now(UTC).date().isoformat()
    (changed,) = etree.fromstring(section(client).encode()).iter(f"{SITEMAP}lastmod")
    assert changed.text[:7] == today[:7]


def test_sections_have_a_bounded_size_and_miss_nothing(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(sitemaps, "SECTION_SIZE", 4)
    for number in range(8):
        pages.programme(f"Programme {number}")
    parts = [addresses(read(client, path)) for path in sections(client, "pages")]
    assert max(len(part) for part in parts) <= 4
    listed = [address for part in parts for address in part]
    assert len(listed) == len(set(listed)) == 11


def test_a_section_without_a_page_is_neither_listed_nor_found(
    client: Client, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sitemaps, "SECTION_SIZE", 1)
    page = pages.programme("Digital skills")
    before = sections(client, "pages")
    page.delete()
    (gone,) = set(before) - set(sections(client, "pages"))
    assert gone == f"/sitemap-pages-{page.pk}.xml"
    assert client.get(gone).status_code == 404


def test_a_section_says_when_its_own_pages_changed(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(sitemaps, "SECTION_SIZE", 1)
    old, new = pages.programme("Old"), pages.programme("New")
    for page, year in ((old, 2020), (new, 2024)):
        page.last_published_at = datetime(year, 5, 1, tzinfo=UTC)
        page.save()
    index = etree.fromstring(client.get("/sitemap.xml").content)
    changed = {
        entry.findtext(f"{SITEMAP}loc"): entry.findtext(f"{SITEMAP}lastmod") for entry in index
    }
    assert changed[f"http://testserver/sitemap-pages-{old.pk}.xml"].startswith("2020-05-01")
    assert changed[f"http://testserver/sitemap-pages-{new.pk}.xml"].startswith("2024-05-01")


@pytest.mark.parametrize("path", ["pages-0", "pages-99", "zebra-1", "pages-x", "-1", "pages--1"])
def test_other_sections_are_not_found(client: Client, path: str) -> None:
    assert client.get(f"/sitemap-{path}.xml").status_code == 404


def test_a_section_reads_a_fixed_number_of_times(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        pages.programme(f"Programme {number}")
    section(client)
    with django_assert_max_num_queries(4):
        section(client)


def robots(client: Client) -> Protego:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    return Protego.parse(response.content.decode())


def test_a_demonstration_keeps_robots_out(client: Client, settings: Any) -> None:
    settings.DEMONSTRATION = True
    rules = robots(client)
    assert not rules.can_fetch("http://testserver/en/", "Googlebot")
    assert list(rules.sitemaps) == []


def test_a_real_site_shows_robots_its_pages_alone(client: Client, settings: Any) -> None:
    settings.DEMONSTRATION = False
    rules = robots(client)
    assert list(rules.sitemaps) == ["http://testserver/sitemap.xml"]
    for path in (
        "/en/",
        "/ur/programs/",
        "/en/internships/",
        "/api/v1/figures.json",
        "/static/x.css",
    ):
        assert rules.can_fetch(f"http://testserver{path}", "Googlebot")
    for path in ("/admin/", "/en/search/?q=x", "/ur/search/", "/ur/internships/apply/name/"):
        assert not rules.can_fetch(f"http://testserver{path}", "Googlebot")


def test_security_txt_says_whom_to_write_to(client: Client) -> None:
    texts = SiteTexts.load()
    texts.security_contact = "security@example.org"
    texts.save()
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert lines["Contact"] == "mailto:security@example.org"
    assert lines["Canonical"] == "http://testserver/.well-known/security.txt"
    assert lines["Preferred-Languages"] == "en, ur"
    left = datetime.fromisoformat(lines["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)


def test_without_a_contact_there_is_no_security_txt(client: Client) -> None:
    SiteTexts.objects.all().update(security_contact="")
    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_icon_is_found_where_browsers_look(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, "/static/img/favicon.svg")


@pytest.mark.parametrize("address", ["/en/", "/ur/", "/en/nowhere/"])
def test_a_page_brings_the_icon_itself(client: Client, address: str) -> None:
    """One request less on a slow line; it is the same icon that the file has."""
    page = html.fromstring(client.get(address).content)
    kind, _, drawing = page.cssselect("link[rel=icon]")[0].get("href").partition(",")
    assert kind == "data:image/svg+xml"
    drawn = unquote(drawing).replace("'", '"')
    static = Path(settings.STATICFILES_DIRS[0])
    assert drawn == (static / "img/favicon.svg").read_text().strip()


@pytest.mark.parametrize(
    "path", ["/sitemap.xml", "/robots.txt", "/favicon.ico", "/en/news/feed.atom"]
)
def test_they_are_read_and_not_written(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
