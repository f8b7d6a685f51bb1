"""The W3C Nu checker has no error to report, on every page type and form state."""

import json
import subprocess
from pathlib import Path

import pytest
import requests
from answers import STEPS
from checkers import VNU
from html_forms import hidden_fields
from pages import LANGUAGES, PAGE_TYPES

pytestmark = [pytest.mark.running, pytest.mark.nu, pytest.mark.xdist_group("running")]


def states_of_the_form(url: str, language: str) -> dict[str, str]:
    """Each step as it is first shown, with errors, and the pages at the end."""
    session = requests.Session()
    page = session.get(f"{url}/{language}/internships/apply/", timeout=30)
    states = {}
    for step, answers in STEPS.items():
        states[step] = page.text
        headers = {"Referer": page.url}
        refused = session.post(page.url, hidden_fields(page.text), headers=headers, timeout=30)
        assert refused.status_code == 400, step
        states[f"{step}-errors"] = refused.text
        data = hidden_fields(refused.text) | answers
        page = session.post(page.url, data, headers=headers, timeout=30)
    states["check"] = page.text
    done = session.post(
        page.url, hidden_fields(page.text), headers={"Referer": page.url}, timeout=30
    )
    states["done"] = done.text
    assert 'class="reference"' in done.text
    return states


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_nu_checker_finds_no_error(site_url: str, language: str, tmp_path: Path) -> None:
    texts = states_of_the_form(site_url, language) | {
        name: requests.get(f"{site_url}/{language}/{path}", timeout=30).text
        for name, path in PAGE_TYPES.items()
    }
    for name, text in texts.items():
        (tmp_path / f"{name.replace(' ', '-').replace(',', '')}.html").write_text(text)
    result = subprocess.run(
        ["java", "-jar", str(VNU), "--format", "json", "--skip-non-html", "--stdout",
         "--exit-zero-always", str(tmp_path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    messages = json.loads(result.stdout)["messages"]
    errors = [
        (Path(one["url"]).name, one["message"], one.get("extract", ""))
        for one in messages
        if one["type"] == "error"
    ]
    assert len(texts) > 30
    assert errors == []
