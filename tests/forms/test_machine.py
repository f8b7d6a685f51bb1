"""Every state of the form before the machines: the Nu checker, axe, a keyboard, no script."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from forms.casework.models import Case
from forms.engine.models import Draft, EmailCode
from forms.engine.reopening import reopen
from forms.engine.submission import Consent
from forms.outbox.testing import deliver
from tests.forms.conftest import code_in

TOOLS = Path(__file__).resolve().parents[1] / "tools" / "node_modules"
VNU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = TOOLS / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1200, "height": 800}
committed = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def states(visitor: Any, answers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and HTML of every page that a visitor can meet."""
    yield "start", visitor.client.get(f"/{visitor.language}/internships/").content.decode()
    for name, given in answers.items():
        yield name, visitor.get(name).content.decode()
        refused = visitor.send(name, dict.fromkeys(given, "\x00") if name != "consent" else {})
        assert refused.status_code == 400
        yield f"{name}-refused", refused.content.decode()
        assert visitor.send(name).status_code == 303
        yield f"{name}-answered", visitor.get(name, "?change=1").content.decode()
    for name in ["check", "leave", "clear"]:
        yield name, visitor.get(name).content.decode()
    yield from states_of_coming_back(visitor)
    visitor.submit()
    for name in ["done", "left", "cleared"]:
        yield name, visitor.get(name).content.decode()
    yield from states_of_answering_again(visitor)
    visitor.lose_cookie()
    yield "no-draft", visitor.get("no-draft").content.decode()


def states_of_coming_back(visitor: Any) -> Iterator[tuple[str, str]]:
    """Saving, links, codes, and a page of another form."""
    visitor.send("check", {})
    yield "verify", visitor.get("verify").content.decode()
    yield "verify-sent", visitor.get("verify", "?sent=1").content.decode()
    for name, wrong in [("verify", {"code": "222222"}), ("save", {"email": "x"}),
                        ("resume", {"email": "x"})]:  # fmt: skip
        refused = visitor.send(name, wrong)
        assert refused.status_code == 400
        yield f"{name}-refused", refused.content.decode()
    EmailCode.objects.update(expires_at=timezone.now())
    yield "verify-offered", visitor.get("verify").content.decode()
    for name in ["save", "resume"]:
        yield name, visitor.get(name).content.decode()
        visitor.send(name, {"email": "ayesha@example.com"})
    yield "saved", visitor.get("saved").content.decode()
    yield "resume-sent", visitor.get("resume", "?sent=1").content.decode()
    link = re.search(r"/resume/([\w-]+)/", visitor.mail()[-1].body)[1]
    stranger = type(visitor)(visitor.language)
    stranger.send("contact", {"email": "bilal@example.com", "mobile": "0333 7654321"})
    yield "link", stranger.get(f"resume/{link}").content.decode()
    yield "no-link", visitor.get("resume/x").content.decode()
    yield "another", visitor.send("name", draft="another").content.decode()
    Draft.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    yield "unlock", visitor.get("unlock").content.decode()
    visitor.send("unlock", {}, action="send")
    yield "unlock-sent", visitor.get("unlock").content.decode()
    yield "unlock-refused", visitor.send("unlock", {"code": ""}).content.decode()
    Draft.objects.update(seen_at=timezone.now())
    visitor.prove()


def states_of_answering_again(visitor: Any) -> Iterator[tuple[str, str]]:
    """A question with an officer's note, the summary, and a case that has moved on."""
    case = Case.objects.get()
    _, token = reopen(
        case.service, case.reference, typed=case.answers, steps=["about"],
        note="Please tell us more.\nمزید بتائیں۔", language=visitor.language, email=case.email,
        verified_hash=case.email_hash,
        consent=Consent(case.consent_text, case.retention_text, "en", case.consented_at),
    )  # fmt: skip
    visitor.carry(token)
    yield "reopened", visitor.get("about").content.decode()
    visitor.send("about")
    yield "reopened-check", visitor.get("check").content.decode()
    moved_on = visitor.send("check", {})
    assert moved_on.status_code == 400
    yield "overtaken", moved_on.content.decode()


@pytest.mark.nu
def test_the_nu_checker_finds_no_error_in_any_state(both, answers, tmp_path):
    for name, html in states(both, answers):
        (tmp_path / f"{name}.html").write_text(html)
    files = sorted(str(path) for path in tmp_path.glob("*.html"))
    checked = subprocess.run(
        ["java", "-jar", str(VNU), "--errors-only", *files], capture_output=True, text=True
    )
    assert checked.stderr == ""
    assert len(files) > 30


@contextmanager
def browser() -> Iterator[Any]:
    """A browser whose event loop is gone before Django touches the database again."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            yield running
        finally:
            running.close()


def typed() -> dict[str, list[tuple[str, str]]]:
    """For each question what a keyboard sends to which input; Space ticks."""
    year = timezone.localdate().year
    return {
        "contact": [("email", "ayesha@example.com"), ("mobile", "0300 1234567")],
        "name": [("full_name", "Ayesha Siddiqui")],
        "cnic": [("cnic", "35202-1234567-1")],
        "studies": [
            ("university_other", "Oxford"), ("degree_other", "Physics"),
            ("graduation_month", "6"), ("graduation_year", str(year)),
        ],
        "skills": [("skills", " ")],
        "fields": [("fields_of_work", " ")],
        "cities": [("cities", " ")],
        "availability": [("start_month", "9"), ("start_year", str(year + 1)), ("hours", " ")],
        "about": [("cv_link", "example.com/cv"), ("motivation", "To learn.")],
        "consent": [("consent", " ")],
    }  # fmt: skip


def mailed_code() -> str:
    """Read in a thread of its own: beside a browser Django refuses to touch the database."""

    def read() -> str:
        try:
            return code_in(deliver()[-1])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(read).result()


def tab_to(page: Any, name: str) -> None:
    """Press Tab until that input has the focus, beginning with the page."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(f"[name={name}]:focus").count():
            return
    raise AssertionError(f"{name} cannot be reached by keyboard on {page.url}")


@pytest.mark.browser
@committed
@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_whole_form_is_filled_by_keyboard_on_a_phone_without_script(
    build, live_server, language
):
    build()
    with browser() as chromium:
        page = chromium.new_context(viewport=PHONE, java_script_enabled=False).new_page()
        page.goto(f"{live_server.url}/{language}/internships/apply/")
        for step, inputs in typed().items():
            assert page.url.endswith(f"/{step}/")
            for name, text in sorted(inputs, key=lambda one: one[0] == "cv_link"):
                tab_to(page, name)
                page.keyboard.type(text)
            if step == "about":
                tab_to(page, "cv_link")
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url, step=step: not url.endswith(f"/{step}/"))
        page.locator("main button.button").press("Enter")
        page.wait_for_url("**/verify/")
        tab_to(page, "code")
        page.keyboard.type(mailed_code())
        page.keyboard.press("Enter")
        page.wait_for_url("**/done/")
        reference = page.locator(".reference").inner_text()
    assert Case.objects.get().reference == reference


@pytest.mark.browser
@committed
@pytest.mark.parametrize("language", ["en", "ur"])
def test_axe_finds_nothing_in_any_state(build, live_server, new_visitor_alone, answers, language):
    build()
    pages = dict(states(new_visitor_alone(language), answers))
    found = []
    with browser() as chromium:
        for size, scheme in [(PHONE, "light"), (DESKTOP, "dark")]:
            context = chromium.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
            page = context.new_page()
            page.route("**/state/*", lambda route: route.fulfill(
                body=pages[route.request.url.rsplit("/", 1)[1]], content_type="text/html"
            ))  # fmt: skip
            for name in pages:
                page.goto(f"{live_server.url}/state/{name}")
                page.add_script_tag(path=AXE)
                result = page.evaluate("axe.run()")
                found += [(name, scheme, rule["id"]) for rule in result["violations"]]
                wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
                if page.evaluate(wide):
                    found.append((name, scheme, "wider than the screen"))
            context.close()
    assert found == []


@pytest.mark.browser
@committed
def test_the_error_summary_has_the_focus_and_leads_to_the_field(build, live_server):
    build()
    with browser() as chromium:
        page = chromium.new_context(java_script_enabled=False).new_page()
        page.goto(f"{live_server.url}/en/internships/apply/contact/")
        page.get_by_role("button", name="Save and continue").last.click()
        assert page.locator(".error-summary:focus").count() == 1
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.locator("[name=email]:focus").count() == 1
