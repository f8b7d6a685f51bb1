"""Every page that a link leads to keeps the standing rules."""

import gzip
import re
from collections import Counter
from itertools import pairwise
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
import requests
from crawling import Visited, crawl

pytestmark = [pytest.mark.running, pytest.mark.xdist_group("running")]
PAGE_BYTES = 14_336
SHELL_BYTES = 9 * 1024
FONT_BYTES = 102_400
DIRECTION = {"en": "ltr", "ur": "rtl"}


@pytest.fixture(scope="session")
def pages(site_url: str) -> list[Visited]:
    found = [
        page for page in crawl(site_url).values()
        if "text/html" in page.response.headers.get("Content-Type", "")
    ]  # fmt: skip
    assert len(found) > 250, "the crawl must reach the whole site"
    return found


def test_no_link_is_broken(pages: list[Visited]) -> None:
    broken = [
        (page.url, page.response.status_code, page.linked_from)
        for page in pages
        if page.response.status_code != 200
    ]
    assert broken == []


def test_links_into_a_page_find_their_place(pages: list[Visited]) -> None:
    by_url = {page.url: page for page in pages}
    lost = [
        (page.url, link)
        for page in pages
        for link in page.links
        for target, fragment in [urldefrag(link)]
        if fragment and target in by_url and fragment not in by_url[target].ids
    ]
    assert lost == []


def test_every_page_names_its_language_and_direction(pages: list[Visited]) -> None:
    wrong = [
        page.url for page in pages
        if (page.tree.getroot().get("lang"), page.tree.getroot().get("dir"))
        != (page.language, DIRECTION.get(page.language))
    ]  # fmt: skip
    assert wrong == []


def test_no_urdu_page_has_english_sentences(pages: list[Visited]) -> None:
    english = {
        page.url: found
        for page in pages
        if page.language == "ur" and (found := page.english_in_urdu())
    }
    assert english == {}


def test_no_id_stands_twice_on_a_page(pages: list[Visited]) -> None:
    doubled = {
        page.url: twice
        for page in pages
        if (twice := [name for name, number in Counter(page.ids).items() if number > 1])
    }
    assert doubled == {}


def test_every_page_has_one_main_heading(pages: list[Visited]) -> None:
    wrong = [page.url for page in pages if len(page.tree.findall(".//h1")) != 1]
    assert wrong == []


def test_heading_levels_have_no_gaps(pages: list[Visited]) -> None:
    gaps = {}
    for page in pages:
        levels = [
            int(one.tag[1]) for one in page.tree.iter() if re.fullmatch(r"h[1-6]", str(one.tag))
        ]
        jumps = [pair for pair in pairwise(levels) if pair[1] - pair[0] > 1]
        if jumps:
            gaps[page.url] = jumps
    assert gaps == {}


def test_only_forms_set_a_cookie(pages: list[Visited]) -> None:
    setting = [
        page.url for page in pages if "Set-Cookie" in page.response.headers and not page.is_form
    ]
    assert setting == []


def test_no_page_runs_a_script_or_styles_inline(pages: list[Visited]) -> None:
    found = []
    for page in pages:
        scripts = page.tree.xpath("//script[not(@type='application/ld+json')]")
        inline = page.tree.xpath("//style | //@style | //@*[starts-with(name(), 'on')]")
        executable = [one for one in scripts if not (page.is_form and one.get("src"))]
        if executable or inline:
            found.append(page.url)
    assert found == []


def test_content_pages_carry_no_token(pages: list[Visited]) -> None:
    found = [
        page.url for page in pages
        if not page.is_form and page.tree.xpath("//input[@name='csrfmiddlewaretoken'] | //@nonce")
    ]  # fmt: skip
    assert found == []


def test_every_page_with_its_styles_is_light(pages: list[Visited]) -> None:
    styles: dict[str, int] = {}
    heavy = {}
    for page in pages:
        total = gzipped(page.response.content)
        for href in page.tree.xpath("//link[@rel='stylesheet']/@href"):
            url = urljoin(page.url, str(href))
            styles[url] = styles.get(url) or gzipped(requests.get(url, timeout=30).content)
            total += styles[url]
        if total > PAGE_BYTES:
            heavy[page.url] = total
    assert heavy == {}


def test_every_page_asks_for_one_style_sheet_and_all_for_the_same(pages: list[Visited]) -> None:
    asked = {page.url: page.tree.xpath("//link[@rel='stylesheet']/@href") for page in pages}
    assert {url: sheets for url, sheets in asked.items() if len(sheets) != 1} == {}
    assert len({str(sheets[0]) for sheets in asked.values()}) == 1


def test_files_of_a_page_are_kept_for_ever_and_sent_compressed(pages: list[Visited]) -> None:
    page = next(page for page in pages if page.path == "/ur/")
    for href in [*page.tree.xpath("//link[@rel='stylesheet']/@href"), "/favicon.ico"]:
        answer = requests.get(
            urljoin(page.url, str(href)), headers={"Accept-Encoding": "gzip"}, timeout=30
        )
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert answer.headers["Content-Encoding"] == "gzip"


def test_the_shell_is_light(pages: list[Visited]) -> None:
    """All that stands around the page's own text, with the styles."""
    shells = []
    for page in (page for page in pages if page.path in ("/en/", "/ur/", "/en/about/")):
        html = page.response.text
        own = re.search(r'<main id="content">(.*)</main>', html, re.DOTALL)
        assert own
        sheet = page.tree.xpath("//link[@rel='stylesheet']/@href")[0]
        css = requests.get(urljoin(page.url, str(sheet)), timeout=30).content
        shells.append(gzipped(html.replace(own[1], "").encode()) + gzipped(css))
    assert len(shells) == 3
    assert max(shells) <= SHELL_BYTES


def test_an_urdu_page_adds_one_light_font(pages: list[Visited]) -> None:
    sheet = next(
        urljoin(page.url, str(href))
        for page in pages
        for href in page.tree.xpath("//link[@rel='stylesheet']/@href")
    )
    css = requests.get(sheet, timeout=30).text
    fonts = {
        urljoin(sheet, url.strip("\"'")) for url in re.findall(r"url\(([^)]*woff2[^)]*)\)", css)
    }
    sizes = {url: len(requests.get(url, timeout=30).content) for url in fonts}
    assert len(sizes) == 1
    assert all(0 < size <= FONT_BYTES for size in sizes.values()), sizes


def test_pages_come_in_both_languages_under_the_same_address(pages: list[Visited]) -> None:
    paths = {language: set() for language in DIRECTION}
    for page in pages:
        if not urlsplit(page.url).query:
            paths[page.language].add(page.path.split("/", 2)[2])
    assert paths["en"] == paths["ur"]


def test_a_page_is_the_same_bytes_for_everybody(pages: list[Visited], site_url: str) -> None:
    different = []
    for page in pages[:40]:
        if page.is_form or "/search/" in page.path:
            continue
        other = requests.get(
            page.url, timeout=30,
            headers={"Cookie": "draft=abc; form=def; staff=xyz", "User-Agent": "Other/1.0",
                     "Accept-Language": "ur", "Referer": "https://example.org/"},
        )  # fmt: skip
        if other.content != page.response.content:
            different.append(page.url)
    assert different == []


def gzipped(content: bytes) -> int:
    return len(gzip.compress(content, 9))
