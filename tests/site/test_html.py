"""The W3C Nu checker has no error to report, on every page type and form state."""

import json
import subprocess
import time
from pathlib import Path

import pytest
import requests
from answers import OPTIONAL, SERVICES
from checkers import VNU
from html_forms import hidden_fields
from pages import LANGUAGES, PAGE_TYPES
from postbox import code_for

pytestmark = [pytest.mark.running, pytest.mark.nu, pytest.mark.xdist_group("running")]


def states_of_the_form(url: str, folder: str, service: str, language: str) -> dict[str, str]:
    """Each step as it is first shown, with errors, and the pages at the end."""
    session = requests.Session()
    page = session.get(f"{url}/{language}/{service}/apply/", timeout=30)
    states = {}
    for step, answers in SERVICES[service].items():
        states[step] = page.text
        headers = {"Referer": page.url}
        if step not in OPTIONAL:
            page = session.post(page.url, hidden_fields(page.text), headers=headers, timeout=30)
            assert page.status_code == 400, step
            states[f"{step}-errors"] = page.text
        data = hidden_fields(page.text) | answers
        page = session.post(page.url, data, headers=headers, timeout=30)
    states["check"] = page.text
    since = time.time()
    verify = session.post(
        page.url, hidden_fields(page.text), headers={"Referer": page.url}, timeout=30
    )
    states["verify"] = verify.text
    code = {"code": code_for(folder, SERVICES[service]["contact"]["email"], since)}
    done = session.post(
        verify.url, hidden_fields(verify.text) | code, headers={"Referer": verify.url}, timeout=30
    )
    states["done"] = done.text
    assert 'class="reference"' in done.text
    return states


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_nu_checker_finds_no_error(
    site_url: str, site_folder: str, language: str, tmp_path: Path
) -> None:
    texts = {
        name: requests.get(f"{site_url}/{language}/{path}", timeout=30).text
        for name, path in PAGE_TYPES.items()
    }
    for service in SERVICES:
        states = states_of_the_form(site_url, site_folder, service, language)
        texts |= {f"{service}-{name}": text for name, text in states.items()}
    assert len(texts) > 60
    assert errors_in(texts, tmp_path) == []


def errors_in(texts: dict[str, str], folder: Path) -> list[tuple[str, str, str]]:
    """What the checker calls an error: page, message, place."""
    for name, text in texts.items():
        (folder / f"{name.replace(' ', '-').replace(',', '')}.html").write_text(text)
    result = subprocess.run(
        ["java", "-jar", str(VNU), "--format", "json", "--skip-non-html", "--stdout",
         "--exit-zero-always", str(folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    messages = json.loads(result.stdout)["messages"]
    return [
        (Path(one["url"]).name, one["message"], one.get("extract", ""))
        for one in messages
        if one["type"] == "error"
    ]
