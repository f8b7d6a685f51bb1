"""The journey of a student in Chromium: without JavaScript, by keyboard, on a phone."""

from collections.abc import Iterator

import pytest
from answers import SERVICES, STEPS
from browsing import PHONE, chromium, fill, go_on, submit, walk_until
from pages import LANGUAGES
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.running, pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_student_tells_an_interest_from_the_home_page_on(
    browser: Browser, site_url: str, site_folder: str, language: str, script: bool
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{site_url}/{language}/")
    page.locator("main a[href$='/internships/']").first.click()
    page.locator("main a[href$='/apply/']").first.click()
    for step, answers in STEPS.items():
        assert f"/{language}/internships/apply/{step}/" in page.url
        fill(page, answers)
        go_on(page)
    assert "/check/" in page.url
    assert "Ayesha Siddiqui" in page.locator("main").inner_text()
    submit(page, site_folder)
    assert len(page.locator(".reference").inner_text()) >= 8
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_freelancer_registers_from_the_home_page_on_without_script(
    browser: Browser, site_url: str, site_folder: str, language: str
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/{language}/")
    page.locator("main a[href$='/register-as-freelancer/']").first.click()
    page.locator("main a[href$='/apply/']").first.click()
    for step, answers in SERVICES["register-as-freelancer"].items():
        assert f"/{language}/register-as-freelancer/apply/{step}/" in page.url
        fill(page, answers)
        go_on(page)
    assert "Raiwind" in page.locator("main").inner_text()
    submit(page, site_folder)
    assert len(page.locator(".reference").inner_text()) >= 8
    context.close()


def test_only_the_fields_of_the_chosen_answer_are_in_sight(browser: Browser, site_url: str) -> None:
    """Without script: where one lives decides whether the district or the country is asked."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    walk_until(page, site_url, "en", "residence", "register-as-freelancer")
    district, country = page.locator("[name=district]"), page.locator("[name=country]")
    assert (district.is_visible(), country.is_visible()) == (False, False)
    page.check("[name=lives_in][value=pakistan]")
    assert (district.is_visible(), country.is_visible()) == (True, False)
    page.check("[name=lives_in][value=abroad]")
    assert (district.is_visible(), country.is_visible()) == (False, True)
    context.close()


def test_going_back_finds_the_answer_that_was_given(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    walk_until(page, site_url, "en", "studies")
    page.locator("a.back").click()
    assert page.input_value("[name=cnic]") == STEPS["cnic"]["cnic"]
    context.close()


def test_changing_the_language_keeps_what_was_typed(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    walk_until(page, site_url, "en", "contact")
    page.fill("[name=email]", "half typed")
    page.locator("button[name=language]").click()
    page.wait_for_load_state()
    assert "/ur/internships/apply/contact/" in page.url
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.input_value("[name=email]") == "half typed"
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_alone_is_enough(browser: Browser, site_url: str, language: str) -> None:
    """Tab, Enter and letters: skip link, menu, form, error summary."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site_url}/{language}/internships/")
    page.keyboard.press("Tab")
    assert focused(page)["class"] == "skip"
    page.keyboard.press("Enter")
    tab_to(page, "/internships/apply/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/apply/contact/")
    tab_to_name(page, "email")
    page.keyboard.press("Enter")  # sends the form, with nothing in it
    page.wait_for_selector(".error-summary")
    assert focused(page)["class"] == "error-summary"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the error leads to its field
    assert focused(page)["name"] == "email"
    page.keyboard.type("ayesha@example.com")
    tab_to_name(page, "mobile")
    page.keyboard.type("0300 1234567")
    page.keyboard.press("Enter")
    page.wait_for_url("**/apply/name/**")
    context.close()


def focused(page: Page) -> dict[str, str]:
    return page.evaluate(
        "() => Object.fromEntries(['class', 'name', 'href'].map("
        "name => [name, document.activeElement.getAttribute(name) || '']))"
    )


def tab_to(page: Page, href: str, most: int = 60) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page)["href"].endswith(href):
            return
    raise AssertionError(f"no way by keyboard to {href}")


def tab_to_name(page: Page, name: str, most: int = 60) -> None:
    for _ in range(most):
        if focused(page)["name"] == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by keyboard to {name}")
