"""Beginning a form in Chromium where a proof is asked for: computed by script, or waited for."""

from collections.abc import Iterator

import pytest
from answers import STEPS
from browsing import PHONE, chromium, fill, go_on
from pages import LANGUAGES
from playwright.sync_api import Browser, Page, expect
from running import running_site
from test_accessibility import findings

from forms.engine.tickets import WAIT_SECONDS

pytestmark = [pytest.mark.running, pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def guarded(site_folder: str, site_url: str) -> Iterator[str]:
    """The same site, asking everybody for a proof."""
    with running_site(site_folder, PROOF_OF_WORK="always", LIMITS="*=1000000/3600") as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def open_form(
    browser: Browser, url: str, language: str, *, script: bool = True, axe: bool = False
) -> Page:
    """The first page in a new browser. Axe is let in past the policy."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=script, bypass_csp=axe)
    page = context.new_page()
    page.goto(f"{url}/{language}/internships/apply/name/")
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_script_nobody_notices(browser: Browser, guarded: str, language: str) -> None:
    page = open_form(browser, guarded, language)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    fill(page, STEPS["name"])
    go_on(page)
    page.wait_for_url("**/apply/cnic/")
    assert errors == []
    assert page.locator("script").count() == 0
    page.context.close()


def test_pressing_before_the_computing_is_done_waits_for_it(browser: Browser, guarded: str) -> None:
    page = open_form(browser, guarded, "en")
    # Slower than any phone: every derivation waits a little.
    page.add_init_script(
        "const derive = crypto.subtle.deriveBits.bind(crypto.subtle);"
        "crypto.subtle.deriveBits = async (...all) => {"
        "await new Promise((go) => setTimeout(go, 20)); return derive(...all); };"
    )
    page.reload()
    fill(page, STEPS["name"])
    page.keyboard.press("Enter")
    status = page.locator("[role=status]")
    expect(status).to_contain_text("Checking")
    page.locator("main button.button").click()  # impatience sends nothing twice
    page.wait_for_url("**/apply/cnic/", timeout=30_000)
    page.context.close()


def test_the_button_for_the_other_language_waits_too(browser: Browser, guarded: str) -> None:
    page = open_form(browser, guarded, "en")
    page.fill("[name=full_name]", "half")
    page.locator("button[name=language]").click()
    page.wait_for_url("**/ur/internships/apply/name/")
    assert page.input_value("[name=full_name]") == "half"
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_a_short_wait_is_enough(
    browser: Browser, guarded: str, language: str
) -> None:
    page = open_form(browser, guarded, language, script=False)
    fill(page, STEPS["name"])
    go_on(page)
    assert str(WAIT_SECONDS) in page.locator("main").inner_text()
    page.locator("main button.button").click()  # too early
    assert "/apply/name/" in page.url
    page.wait_for_timeout(WAIT_SECONDS * 1000)
    page.locator("main button.button").click()
    page.wait_for_url("**/apply/cnic/")
    page.locator("a.back").click()
    assert page.input_value("[name=full_name]") == STEPS["name"]["full_name"]
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_between_are_without_findings(
    browser: Browser, guarded: str, language: str
) -> None:
    page = open_form(browser, guarded, language, axe=True)
    found = {"first page": findings(page)}
    page.locator("[name=contact_url]").evaluate("field => { field.value = 'x' }")
    fill(page, STEPS["name"])
    go_on(page)
    carried = page.locator("input[type=hidden][name=full_name]")
    expect(carried).to_be_attached()
    found["filled in"] = findings(page)
    page.locator("#question").evaluate("form => { form.altcha.remove(); form.submit(); }")
    expect(page.locator("[name=ticket]")).to_be_attached()
    expect(page.locator("[role=status]")).not_to_be_empty()
    found["wait"] = findings(page)
    go_on(page)
    page.wait_for_url("**/apply/cnic/")
    page.context.close()
    assert {state: one for state, one in found.items() if one} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_crowded_connection_is_told_so_without_findings(
    browser: Browser, site_folder: str, site_url: str, language: str
) -> None:
    with running_site(site_folder, LIMITS="drafts-begun=1/3600,*=1000/60") as url:
        first, page = (open_form(browser, url, language, axe=True) for _ in range(2))
        for visitor in (first, page):
            fill(visitor, STEPS["name"])
            go_on(visitor)
        assert "/apply/cnic/" in first.url
        assert "/apply/name/" in page.url
        assert any(sign.isdecimal() for sign in page.locator("main strong").inner_text())
        assert page.locator("input[type=hidden][name=full_name]").count() == 1
        assert findings(page) == []
        first.context.close()
        page.context.close()
