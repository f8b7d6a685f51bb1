"""axe finds nothing, in Chromium: every page type and form state, both languages, both schemes, on
a phone and on a desktop; nothing is wider than the screen.
"""

from collections.abc import Iterator

import pytest
from answers import OPTIONAL, SERVICES
from browsing import DESKTOP, PHONE, chromium, fill, go_on, submit, walk_until
from checkers import AXE
from pages import LANGUAGES, PAGE_TYPES
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.running, pytest.mark.browser, pytest.mark.xdist_group("browser")]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """tags => axe.run(document, {runOnly: tags}).then(found => found.violations.map(
    one => one.id + ": " + one.nodes.map(node => node.target + " " + node.failureSummary)))"""
LOOKS = [(scheme, size) for scheme in ("light", "dark") for size in ("phone", "desktop")]
SIZES = {"phone": PHONE, "desktop": DESKTOP}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def findings(page: Page) -> list[str]:
    """What axe says of the page as it stands, and whether it is too wide."""
    page.add_script_tag(path=str(AXE))
    found: list[str] = page.evaluate(RUN_AXE, TAGS)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["wider than the screen"] if wide else [])]


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_type_is_without_findings(
    browser: Browser, site_url: str, language: str, scheme: str, size: str
) -> None:
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = {}
    for name, path in PAGE_TYPES.items():
        page.goto(f"{site_url}/{language}/{path}")
        if violations := findings(page):
            found[name] = violations
    context.close()
    assert found == {}


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("service", SERVICES)
def test_every_step_and_its_error_state_are_without_findings(
    browser: Browser,
    site_url: str,
    site_folder: str,
    service: str,
    language: str,
    scheme: str,
    size: str,
) -> None:
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = {}
    page.goto(f"{site_url}/{language}/{service}/apply/")
    for step, answers in SERVICES[service].items():
        found[step] = findings(page)
        if step not in OPTIONAL:
            go_on(page)  # with nothing answered
            assert page.locator(".error-summary").count() == 1, step
            found[f"{step}, with errors"] = findings(page)
        fill(page, answers)
        go_on(page)
    found["check your answers"] = findings(page)
    submit(page, site_folder)
    assert page.locator(".reference").count() == 1
    found["confirmation"] = findings(page)
    context.close()
    assert {state: one for state, one in found.items() if one} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_very_narrow_screen(
    browser: Browser, site_url: str, language: str
) -> None:
    """320 px: a small phone, and a desktop at 400 % (WCAG 1.4.10)."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    wide = []
    for name, path in PAGE_TYPES.items():
        page.goto(f"{site_url}/{language}/{path}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    for service, step in (("internships", "studies"), ("register-as-freelancer", "check")):
        walk_until(page, site_url, language, step, service)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(step)
    page.close()
    assert wide == []
