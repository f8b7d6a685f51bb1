"""Chromium, driven by Playwright; nothing is downloaded, the browser is the system's."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from answers import SERVICES
from checkers import CHROMIUM
from playwright.sync_api import Browser, Page, sync_playwright
from postbox import code_for

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1200, "height": 800}


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def fill(page: Page, answers: dict[str, Any]) -> None:
    """Type and choose what the step asks, by the fields' names."""
    for name, answer in answers.items():
        if isinstance(answer, list):
            for value in answer:
                page.check(f"[name='{name}'][value='{value}']")
        elif page.locator(f"select[name='{name}']").count():
            page.select_option(f"[name='{name}']", answer)
        elif page.locator(f"input[type=checkbox][name='{name}']").count():
            page.check(f"[name='{name}']")
        elif page.locator(f"input[type=radio][name='{name}']").count():
            page.check(f"[name='{name}'][value='{answer}']")
        else:
            page.fill(f"[name='{name}']", answer)


def go_on(page: Page) -> None:
    page.locator("main button.button").first.click()
    page.wait_for_load_state()


def submit(page: Page, folder: str) -> None:
    """From the summary to the confirmation, by the code that was mailed."""
    since = time.time()
    go_on(page)
    assert "/apply/verify/" in page.url, page.url
    address = page.locator("main strong.ltr").inner_text()
    page.fill("[name=code]", code_for(folder, address, since))
    go_on(page)


def walk_until(
    page: Page, url: str, language: str, last: str, service: str = "internships"
) -> None:
    """Answer every step before `last`, which is left open on the screen."""
    page.goto(f"{url}/{language}/{service}/apply/")
    for step, answers in SERVICES[service].items():
        if step == last:
            return
        assert f"/apply/{step}/" in page.url, f"{page.url}: {page.inner_text('main')[:400]}"
        fill(page, answers)
        go_on(page)
