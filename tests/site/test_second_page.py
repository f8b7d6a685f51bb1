"""Who has seen one page has everything but the text of the next."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import PHONE, chromium, walk_until
from pages import LANGUAGES
from playwright.sync_api import Browser, CDPSession, Page

pytestmark = [pytest.mark.running, pytest.mark.browser, pytest.mark.xdist_group("browser")]
# From the first page to the second, by a link of the first.
WAYS = {
    "home, programmes": ("", "programs/"),
    "list, programme": ("programs/", "programs/ict-internship-program/"),
    "announcement, figures": ("news/nineteen-projects-completed/", "figures/"),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser with an empty cache. Nothing may be routed: Playwright then turns the cache off."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


class Line:
    """What came over the line, not out of the browser's cache; the icon too, of which Playwright
    tells nothing."""

    def __init__(self, page: Page) -> None:
        self.kinds: dict[str, tuple[str, str]] = {}
        self.cached: set[str] = set()
        self.came: list[str] = []
        session: CDPSession = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self.asked)
        session.on("Network.requestServedFromCache", self.was_cached)
        session.on("Network.responseReceived", self.answered)
        session.send("Network.enable")

    def asked(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = (event.get("type", "Other"), event["request"]["url"])

    def was_cached(self, event: dict[str, Any]) -> None:
        self.cached.add(event["requestId"])

    def answered(self, event: dict[str, Any]) -> None:
        response = event["response"]
        if event["requestId"] in self.cached or response.get("fromDiskCache"):
            return
        self.came.append(f"{event['type']} {response['url'].split('?')[0].rsplit('/', 1)[-1]}")

    def start_again(self) -> None:
        self.came.clear()


def settled(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")


def names(came: list[str]) -> set[str]:
    return {one.partition(" ")[0] for one in came}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_page_costs_its_html_alone(
    page: Page, site_url: str, language: str, way: str
) -> None:
    first, second = WAYS[way]
    line = Line(page)
    page.goto(f"{site_url}/{language}/{first}")
    settled(page)
    assert names(line.came) >= {"Document", "Stylesheet"} | (
        {"Font"} if language == "ur" else set()
    )
    line.start_again()
    page.locator(f"a[href='/{language}/{second}']").first.evaluate("link => link.click()")
    page.wait_for_url(f"**/{language}/{second}")
    settled(page)
    assert names(line.came) == {"Document"}, line.came


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_back_costs_the_html_at_most(page: Page, site_url: str, language: str) -> None:
    line = Line(page)
    page.goto(f"{site_url}/{language}/")
    page.goto(f"{site_url}/{language}/programs/")
    settled(page)
    line.start_again()
    page.go_back()
    page.wait_for_url(f"**/{language}/")
    settled(page)
    assert names(line.came) <= {"Document"}, line.came


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_question_costs_its_html_alone(page: Page, site_url: str, language: str) -> None:
    """The form's own style comes with the start page; a question answered leads to a redirect."""
    line = Line(page)
    page.goto(f"{site_url}/{language}/internships/")
    settled(page)
    line.start_again()
    walk_until(page, site_url, language, "cnic")
    settled(page)
    assert names(line.came) == {"Document"}, line.came
    line.start_again()
    page.go_back()
    settled(page)
    assert names(line.came) <= {"Document"}, line.came
