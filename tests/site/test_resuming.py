"""Cut off on one device, finished on another: two browsers in Chromium, with and without script."""

import time
from collections.abc import Iterator

import pytest
from answers import STEPS
from browsing import DESKTOP, PHONE, chromium, fill, go_on, walk_until
from pages import LANGUAGES
from playwright.sync_api import Browser, Page
from postbox import code_for, link_for

pytestmark = [pytest.mark.running, pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def save_for_later(page: Page, folder: str) -> str:
    """Press the button, give the address; returns the link of the mail."""
    since = time.time()
    page.locator("button[name=action][value=save]").click()
    page.wait_for_url("**/apply/save/")
    address = page.input_value("[name=email]")
    assert address == STEPS["contact"]["email"]
    go_on(page)
    page.wait_for_url("**/apply/saved/")
    return link_for(folder, address, since)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_cut_off_on_a_phone_finishes_on_another_device(
    browser: Browser, site_url: str, site_folder: str, language: str, script: bool
) -> None:
    phone = browser.new_context(viewport=PHONE, java_script_enabled=script)
    first = phone.new_page()
    walk_until(first, site_url, language, "about")
    first.fill("[name=motivation]", "Half a sentence, and then the line")
    link = save_for_later(first, site_folder)

    desktop = browser.new_context(viewport=DESKTOP, java_script_enabled=script)
    page = desktop.new_page()
    page.goto(link)
    go_on(page)  # the link itself changes nothing, its button does
    assert f"/{language}/internships/apply/about/" in page.url
    assert page.input_value("[name=motivation]") == "Half a sentence, and then the line"
    for step in ("about", "consent"):
        fill(page, STEPS[step])
        go_on(page)
    go_on(page)  # the link has proven the address: no code is asked for
    assert page.locator(".reference").count() == 1

    first.goto(f"{site_url}/{language}/internships/apply/name/")
    assert "/apply/no-draft/" in first.url
    for context in (phone, desktop):
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cleared_computer_holds_nothing_and_back_shows_nothing(
    browser: Browser, site_url: str, site_folder: str, language: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    walk_until(page, site_url, language, "studies")
    save_for_later(page, site_folder)
    page.locator("main button.link-button").click()
    page.wait_for_url("**/apply/cleared/")
    assert "draft" not in {cookie["name"] for cookie in context.cookies()}
    for _ in range(3):
        page.go_back()
        page.wait_for_load_state()
        assert "35202" not in page.content()
        assert STEPS["name"]["full_name"] not in page.content()
    context.close()


def test_the_whole_way_after_a_wrong_code(
    browser: Browser, site_url: str, site_folder: str
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    walk_until(page, site_url, "en", "consent")
    fill(page, STEPS["consent"])
    go_on(page)
    begun = time.time()
    go_on(page)
    page.fill("[name=code]", "222222")
    go_on(page)
    code_for(
        site_folder, STEPS["contact"]["email"], begun
    )  # the first mail is not taken for the second
    assert "4 more times" in page.locator(".error-summary").inner_text()
    page.go_back()
    page.goto(f"{site_url}/en/internships/apply/check/")
    since = time.time()
    page.goto(f"{site_url}/en/internships/apply/verify/")
    page.locator("button[value=again]").click()
    page.wait_for_load_state()
    page.goto(f"{site_url}/en/internships/apply/check/")
    submit_with_waiting_code(page, site_folder, since)
    assert page.locator(".reference").count() == 1
    context.close()


def submit_with_waiting_code(page: Page, folder: str, since: float) -> None:
    """The code that is on its way stays good: pressing submit again sends no other."""
    go_on(page)
    page.fill("[name=code]", code_for(folder, STEPS["contact"]["email"], since))
    go_on(page)
