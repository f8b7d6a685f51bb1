"""The staff's side in Chromium, under its own policy: Urdu says so, and everything starts."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import chromium
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from wagtail_localize.models import StringTranslation

from tests.staff.factories import home, page, signed_in, translated

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
MARKS = """selector => [...document.querySelectorAll(selector)].map(one => {
    const style = getComputedStyle(one);
    return [one.lang, one.dir, style.fontFamily.split(",")[0], style.fontStyle];
})"""
URDU_FIELD = ["ur", "rtl", "Field", "normal"]
URDU_TEXT = ["ur", "rtl", "Nastaliq", "normal"]
BODY = [
    {"type": "heading", "id": "6e1f4e5c-0000-4000-8000-000000000001", "value": "سرخی"},
    {"type": "text", "id": "6e1f4e5c-0000-4000-8000-000000000002", "value": "<p>متن</p>"},
    {
        "type": "quotation",
        "id": "6e1f4e5c-0000-4000-8000-000000000003",
        "value": {"text": "علم روشنی ہے۔", "by": "نامعلوم"},
    },
]


@pytest.fixture
def browser(transactional_db: None, live_server: LiveServer) -> Iterator[Browser]:
    """Begins after the database is set up, and ends before it is emptied: Playwright keeps an event
    loop in this thread, where Django refuses its database, and has other connections."""
    with pytest.MonkeyPatch.context() as patch, chromium() as running:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield running


@pytest.fixture
def staff_page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A tab of a signed-in superuser. Whatever the browser reports as an error fails the test."""
    cookie = signed_in(is_superuser=True).cookies["staff"].value
    context = browser.new_context(base_url=live_server.url)
    context.add_cookies([{"name": "staff", "value": cookie, "url": f"{live_server.url}/admin/"}])
    tab = context.new_page()
    problems: list[str] = []
    tab.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("dialog", lambda dialog: dialog.accept())
    yield tab
    context.close()
    assert problems == []


def opened(tab: Page, name: str, *args: Any) -> Page:
    tab.goto(reverse(name, args=args))
    tab.wait_for_load_state("networkidle")
    return tab


def marks(tab: Page, selector: str) -> list[list[str]]:
    tab.wait_for_selector(selector, state="attached")
    tab.wait_for_timeout(300)
    found: list[list[str]] = tab.evaluate(MARKS, selector)
    return found


def test_every_text_of_an_urdu_page_s_editor_is_urdu(staff_page: Page) -> None:
    urdu = page("صفحہ", under=home("ur"), body=BODY)
    tab = opened(staff_page, "wagtailadmin_pages:edit", urdu.pk)
    assert marks(tab, "#id_title, #id_summary") == [URDU_FIELD] * 2
    assert marks(tab, "[name^='body-'][type=text], [data-contentpath=body] textarea") == (
        [URDU_FIELD] * 3
    )
    assert marks(tab, ".public-DraftEditor-content") == [URDU_TEXT]
    assert marks(tab, "#id_slug")[0][:2] == ["", ""]


def test_a_block_that_is_added_is_urdu_too(staff_page: Page) -> None:
    urdu = page("صفحہ", under=home("ur"))
    tab = opened(staff_page, "wagtailadmin_pages:edit", urdu.pk)
    tab.locator("button.c-sf-add-button").last.click()
    tab.get_by_role("option", name="Heading", exact=True).click()
    assert marks(tab, "[name='body-0-value']") == [URDU_FIELD]


def test_an_english_page_s_editor_is_left_alone(staff_page: Page) -> None:
    english = page(body=[BODY[0] | {"value": "Heading"}])
    tab = opened(staff_page, "wagtailadmin_pages:edit", english.pk)
    assert marks(tab, "[name='body-0-value']")[0][:2] == ["", ""]


def test_the_translation_editor_names_both_languages(staff_page: Page) -> None:
    urdu = translated(page("About", summary="Who we are."))
    tab = opened(staff_page, "wagtailadmin_pages:edit", urdu.pk)
    editor = ".js-translation-editor section li"
    assert {tuple(one[:2]) for one in marks(tab, f"{editor} > p")} == {("en", "ltr")}
    assert marks(tab, f"{editor} > div > p") == [URDU_TEXT] * 2
    tab.get_by_role("button", name="Edit").first.click()
    assert marks(tab, f"{editor} textarea") == [URDU_FIELD]


def test_a_text_is_translated_in_the_editor(staff_page: Page) -> None:
    urdu = translated(page("About"))
    tab = opened(staff_page, "wagtailadmin_pages:edit", urdu.pk)
    tab.get_by_role("button", name="Edit").first.click()
    tab.locator(".js-translation-editor textarea").fill("ہمارے بارے میں")
    with tab.expect_response("**/localize/translate/**") as answer:
        tab.get_by_role("button", name="Save", exact=True).click()
    assert answer.value.status == 200
    assert StringTranslation.objects.get().data == "ہمارے بارے میں"


def test_choosers_dates_and_inline_panels_start(staff_page: Page) -> None:
    tab = opened(staff_page, "wagtailsnippets_programs_figure:add")
    tab.locator("#id_unit-chooser button:visible").first.click()
    tab.wait_for_selector(".modal-body")
    tab.locator(".modal [data-dismiss=modal]").first.click()
    tab.wait_for_selector(".modal-body", state="detached")
    tab.locator("#id_as_of").click()
    tab.wait_for_selector(".xdsoft_datetimepicker:visible")
    tab = opened(staff_page, "wagtailadmin_pages:edit", home().pk)
    tab.locator("#id_key_figures-ADD").click()
    tab.locator("#id_key_figures-0-figure-chooser button:visible").first.click()
    tab.wait_for_selector(".modal-body")
    assert tab.locator(".modal-body").is_visible()
