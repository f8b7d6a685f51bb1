"""Answers a second, as ratios to the plainest answer of the same server."""

import http.client
import time

from benchmarks.server import at_once, running_site

SECONDS = 5
PLAIN = "/health/live"
MEASURED = {
    "home page, from the page cache": "/en/",
    "home page in Urdu, from the page cache": "/ur/",
    "programme, from the page cache": "/en/programs/ict-internship-program/",
    "search, never cached": "/en/search/?q=training",
    "first question of a form, never cached": "/en/internships/apply/contact/",
}


def answers_a_second(port: int, path: str) -> float:
    """Answers with status 200 a second, over all connections."""
    until = time.monotonic() + SECONDS
    counts: list[int] = []

    def ask(_: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        number = 0
        while time.monotonic() < until:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            response = connection.getresponse()
            response.read()
            number += response.status == 200
        counts.append(number)

    at_once(ask)
    return sum(counts) / SECONDS


def report() -> bool:
    with running_site() as (port, _):
        plain = answers_a_second(port, PLAIN)
        print(f"{'plain Django answer':45} {plain:8.0f} a second   1.00 x")
        for name, path in MEASURED.items():
            speed = answers_a_second(port, path)
            print(f"{name:45} {speed:8.0f} a second {speed / plain:6.2f} x")
    print("The client is Python too and shares the processors: cached pages are limited by it.")
    return True
