"""Beginning a form in Chromium where a proof is asked for: computed by script, or waited for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from answers import STEPS
from browsing import PHONE, chromium, fill, go_on
from html_forms import hidden_fields
from pages import LANGUAGES
from playwright.sync_api import Browser, Page, expect
from running import running_site
from test_accessibility import findings
from test_html import errors_in

from forms.engine import honeypot
from forms.engine.tickets import WAIT_SECONDS
from forms.internships.journey import INTERNSHIPS

pytestmark = [pytest.mark.running, pytest.mark.browser, pytest.mark.xdist_group("browser")]
FIRST, SECOND = (step.slug for step in INTERNSHIPS.steps[:2])
FIELD, TYPED = next(iter(STEPS[FIRST].items()))


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
    page.goto(f"{url}/{language}/internships/apply/{FIRST}/")
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_script_nobody_notices(browser: Browser, guarded: str, language: str) -> None:
    page = open_form(browser, guarded, language)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    fill(page, STEPS[FIRST])
    go_on(page)
    page.wait_for_url(f"**/apply/{SECOND}/")
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
    fill(page, STEPS[FIRST])
    page.keyboard.press("Enter")
    status = page.locator("[role=status]")
    expect(status).to_contain_text("Checking")
    page.locator("main button.button").click()  # impatience sends nothing twice
    page.wait_for_url(f"**/apply/{SECOND}/", timeout=30_000)
    page.context.close()


def test_the_button_for_the_other_language_waits_too(browser: Browser, guarded: str) -> None:
    page = open_form(browser, guarded, "en")
    page.fill(f"[name={FIELD}]", "half")
    page.locator("button[name=language]").click()
    page.wait_for_url(f"**/ur/internships/apply/{FIRST}/")
    assert page.input_value(f"[name={FIELD}]") == "half"
    page.context.close()


def test_without_script_a_short_wait_is_enough(browser: Browser, guarded: str) -> None:
    pages = [open_form(browser, guarded, language, script=False) for language in LANGUAGES]
    for page in pages:
        fill(page, STEPS[FIRST])
        go_on(page)
        assert str(WAIT_SECONDS) in page.locator("main").inner_text()
        go_on(page)  # too early
        assert f"/apply/{FIRST}/" in page.url
    pages[-1].wait_for_timeout(WAIT_SECONDS * 1000)
    for page in pages:
        go_on(page)
        assert f"/apply/{SECOND}/" in page.url
        page.locator("a.back").click()
        assert page.input_value(f"[name={FIELD}]") == TYPED
        page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_between_are_without_findings(
    browser: Browser, guarded: str, language: str
) -> None:
    page = open_form(browser, guarded, language, axe=True)
    found = {"first page": findings(page)}
    page.locator("[name=contact_url]").evaluate("field => { field.value = 'x' }")
    fill(page, STEPS[FIRST])
    go_on(page)
    carried = page.locator(f"input[type=hidden][name={FIELD}]")
    expect(carried).to_be_attached()
    found["filled in"] = findings(page)
    page.locator("#question").evaluate("form => { form.altcha.remove(); form.submit(); }")
    expect(page.locator("[name=ticket]")).to_be_attached()
    expect(page.locator("[role=status]")).not_to_be_empty()
    found["wait"] = findings(page)
    go_on(page)
    page.wait_for_url(f"**/apply/{SECOND}/")
    page.context.close()
    assert {state: one for state, one in found.items() if one} == {}


@pytest.mark.nu
def test_the_nu_checker_finds_no_error_in_the_pages_between(guarded: str, tmp_path: Path) -> None:
    texts = {}
    for language in LANGUAGES:
        session = requests.Session()
        address = f"{guarded}/{language}/internships/apply/{FIRST}/"
        first = session.get(address, timeout=30)
        texts[f"{language}-first"] = first.text
        for name, more in {"wait": {}, "filled": {honeypot.FIELD: "x"}}.items():
            data = hidden_fields(first.text) | STEPS[FIRST] | more
            shown = session.post(address, data, headers={"Referer": address}, timeout=30)
            assert shown.status_code in (400, 429)
            texts[f"{language}-{name}"] = shown.text
    assert errors_in(texts, tmp_path) == []


def test_a_crowded_connection_is_told_so_without_findings(
    browser: Browser, site_folder: str, site_url: str
) -> None:
    # The counters are in the folder's database: what is counted here must fit the wider rule of
    # `site_url` (fifty minutes' worth), or every later test would find its connection crowded.
    with running_site(site_folder, LIMITS="drafts-begun=1/1200,*=1000/60") as url:
        first, *others = (
            open_form(browser, url, language, axe=True) for language in ("en", *LANGUAGES)
        )
        fill(first, STEPS[FIRST])
        go_on(first)
        assert f"/apply/{SECOND}/" in first.url
        for page in others:
            fill(page, STEPS[FIRST])
            go_on(page)
            assert f"/apply/{FIRST}/" in page.url
            assert any(sign.isdecimal() for sign in page.locator("main strong").inner_text())
            assert page.locator(f"input[type=hidden][name={FIELD}]").count() == 1
            assert findings(page) == []
        for page in (first, *others):
            page.context.close()
