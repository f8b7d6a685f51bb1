"""The pages of the second factor in Chromium: by keyboard, without script, and what axe finds."""

import re
from collections.abc import Iterator

import pytest
from browsing import DESKTOP, PHONE, chromium
from checkers import AXE
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from accounts.roles import CASE_OFFICERS
from tests.second_factor import SET_UP, VERIFY, code_for, stop_the_clock
from tests.staff.factories import PASSWORD, staff

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
RUN_AXE = """() => axe.run().then(found => found.violations.map(
    one => one.id + ": " + one.nodes.map(node => node.target + " " + node.failureSummary)))"""


@pytest.fixture
def browser(
    transactional_db: None, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Browser]:
    stop_the_clock(monkeypatch)
    with pytest.MonkeyPatch.context() as patch, chromium() as running:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield running


def signed_in_at(context: BrowserContext, name: str, address: str) -> Page:
    """By password, on the way to an address."""
    tab = context.new_page()
    tab.goto(address)
    tab.fill("[name=username]", name)
    tab.fill("[name=password]", PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/second-factor/**")
    return tab


def type_code(tab: Page, code: str) -> None:
    """The field has the focus already."""
    assert tab.evaluate("document.activeElement.name") == "code"
    tab.keyboard.type(code)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def key_on(tab: Page) -> str:
    return tab.inner_text(".second-factor-key")


def findings(tab: Page) -> list[str]:
    tab.wait_for_load_state("networkidle")
    tab.add_script_tag(path=str(AXE))
    wide = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    found: list[str] = tab.evaluate(RUN_AXE)
    return [*found, *(["wider than the screen"] if wide else [])]


@pytest.mark.parametrize("script", [True, False])
def test_it_is_set_up_by_keyboard_and_leads_on_with_and_without_script(
    browser: Browser, live_server: LiveServer, script: bool
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=script)
    tab = signed_in_at(context, staff(CASE_OFFICERS).username, "/admin/second-factor/")
    problems: list[str] = []
    tab.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    if script:
        type_code(tab, code_for(key_on(tab)))
    else:  # nothing can be asked of the page's focus
        tab.fill("[name=code]", code_for(key_on(tab)))
        tab.keyboard.press("Enter")
        tab.wait_for_selector(".second-factor-codes")
    assert tab.locator(".second-factor-codes code").count() == 10
    assert tab.get_by_role("button", name="Print").is_visible() == script
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Download as text").click()
    text = download.value.path().read_text()
    assert len(re.findall(r"^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$", text, re.MULTILINE)) == 10
    tab.get_by_role("button", name="I have kept the codes").press("Enter")
    tab.wait_for_url("**/admin/second-factor/")
    context.close()
    assert problems == []


@pytest.mark.parametrize(("scheme", "size"), [("light", PHONE), ("dark", DESKTOP)])
def test_every_page_is_without_findings(
    browser: Browser, live_server: LiveServer, scheme: str, size: dict[str, int]
) -> None:
    look = {"viewport": size, "color_scheme": scheme, "bypass_csp": True}
    person = staff(CASE_OFFICERS)
    context = browser.new_context(base_url=live_server.url, **look)
    tab = signed_in_at(context, person.username, "/admin/")
    found = {"set up": findings(tab)}
    type_code(tab, "1")
    found["set up, wrong"] = findings(tab)
    type_code(tab, code_for(key_on(tab), steps=-1))
    found["new codes"] = findings(tab)
    for page in ("codes", "replace"):
        tab.goto(f"/admin/second-factor/{page}/")
        found[page] = findings(tab)
    context.close()
    context = browser.new_context(base_url=live_server.url, **look)
    tab = signed_in_at(context, person.username, "/admin/")
    assert VERIFY in tab.url
    assert SET_UP not in tab.url
    found["verify"] = findings(tab)
    type_code(tab, "000000")
    found["verify, wrong"] = findings(tab)
    type_code(tab, "000000")
    found["verify, wait"] = findings(tab)
    context.close()
    assert {page: one for page, one in found.items() if one} == {}
