"""Pages that are rendered for each request, beside an empty page of Wagtail at the same depth: one
running site, without the pages in memory, on SQLite or on the database of BENCH_DATABASE_URL."""

import contextlib
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator

from benchmarks.load import requests_a_second
from benchmarks.results import Result
from benchmarks.server import ROOT, free_port, wait_until_ready

TARGET = 0.4
EMPTY_HOST = "empty.localhost"
PAGES = {
    "home page": "",
    "programme": "programs/ict-internship-program/",
    "list of programmes": "programs/",
    "list of announcements": "news/",
    "announcement": "news/nineteen-projects-completed/",
    "figure": "figures/it-exports-fy24/",
}
# What is never kept, told without a target.
BESIDES = {
    "search": "search/?q=training",
    "first question of a form": "internships/apply/contact/",
}
LANGUAGES = {"en": "English", "ur": "Urdu"}
DEEPEST = 4


def measure(small: bool) -> Iterable[Result]:
    rounds, warm_up, seconds = (1, 0, 1) if small else (5, 1, 2)
    with site_without_memory() as port:
        for name, path in (PAGES | BESIDES).items():
            for code, language in LANGUAGES.items():
                plain = f"/{code}/{'empty/' * path.partition('?')[0].count('/')}"
                turns = compared(port, f"/{code}/{path}", plain, rounds + warm_up, seconds)
                ours, empty = zip(*turns[warm_up:], strict=True)
                yield Result(
                    f"{name}, {language}",
                    statistics.median(our / other for our, other in turns[warm_up:]),
                    target=TARGET if name in PAGES else None,
                    note=f"{statistics.median(ours):.0f} beside {statistics.median(empty):.0f} "
                    "requests/s",
                )


def compared(
    port: int, path: str, plain: str, turns: int, seconds: int
) -> list[tuple[float, float]]:
    """Requests a second of our page and of the empty one, in turns."""
    site = f"http://127.0.0.1:{port}"
    return [
        (
            requests_a_second(f"{site}{path}", seconds, accept_encoding="gzip"),
            requests_a_second(f"{site}{plain}", seconds, accept_encoding="gzip", Host=EMPTY_HOST),
        )
        for _ in range(turns)
    ]


@contextlib.contextmanager
def site_without_memory() -> Iterator[int]:
    """The site with its content and the empty pages, served as the Procfile says: its port."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = os.environ | {
            "DATA_DIR": folder,
            "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL", ""),
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "HOST": "127.0.0.1",
            "LOG_LEVEL": "WARNING",
            "PATH": f"{os.path.dirname(sys.executable)}{os.pathsep}{os.environ.get('PATH', '')}",
            "PORT": str(port),
            "PYTHONPATH": "site:scripts:.",
        }  # fmt: skip
        for command in (
            ["manage.py", "serve", "--prepare-only"],
            ["scripts/benchmarks/prepare_empty.py", EMPTY_HOST, str(DEEPEST)],
        ):
            subprocess.run(
                [sys.executable, *command], cwd=ROOT, env=environment, check=True,
                stdout=subprocess.DEVNULL, timeout=900,
            )  # fmt: skip
        server = subprocess.Popen(
            ["/bin/sh", "-c", f"exec {web_command()}"], cwd=ROOT, env=environment,
            stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            wait_until_ready(port)
            yield port
        finally:
            os.killpg(server.pid, 15)
            server.wait(60)


def web_command() -> str:
    """How the Procfile serves the site, with another application: see `benchmarks.rendered`."""
    found = re.search(r"^web: (.+)$", (ROOT / "Procfile").read_text(), re.MULTILINE)
    if not found or "config.wsgi:application" not in found[1]:
        raise SystemExit("the Procfile serves no config.wsgi:application")
    return found[1].replace("config.wsgi:application", "benchmarks.rendered:application")
