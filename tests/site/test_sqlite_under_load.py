"""SQLite with two web workers and eight clients that read and then write: no request fails."""

from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

import pytest
import requests
from answers import STEPS
from html_forms import hidden_fields

pytestmark = [pytest.mark.running, pytest.mark.xdist_group("running")]
CLIENTS, REQUESTS = 8, 25


def save_first_step(url: str) -> int:
    """A visitor who opens the first question and sends an address: read, then write a draft."""
    session = requests.Session()
    begin = session.get(f"{url}/en/internships/apply/", timeout=60)
    if begin.status_code != 200:
        return begin.status_code
    fields = hidden_fields(begin.text) | STEPS["contact"]
    answer = session.post(begin.url, data=fields, headers={"Referer": begin.url}, timeout=60)
    assert "/apply/name/" in answer.url
    return answer.status_code


def test_eight_clients_write_without_a_failed_request(site_url: str) -> None:
    def client(_: int) -> list[int]:
        return [save_first_step(site_url) for _ in repeat(None, REQUESTS)]

    with ThreadPoolExecutor(CLIENTS) as pool:
        statuses = [status for part in pool.map(client, range(CLIENTS)) for status in part]
    assert len(statuses) == CLIENTS * REQUESTS
    assert set(statuses) == {200}, sorted(set(statuses))
