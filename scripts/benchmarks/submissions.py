"""Submissions a second beside the posts a second of a plain Wagtail form page: same server, same
PostgreSQL (`synchronous_commit` on), same client, interleaved rounds, median.

A submission is what a freelancer's browser sends last: a draft with eleven answered pages becomes a
case. The plain page takes as many fields at once and keeps one row. Every answer is looked at.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from benchmarks.load import wrk
from benchmarks.results import Result
from benchmarks.server import ROOT, running_site

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
TARGET = 1.0
# Enough that each of the server's processes always has as many requests as it takes at once.
CONNECTIONS = 32
SCRIPT = Path(__file__).with_name("posts.lua")
COUNTED = re.compile(r"answers (\d+) wrong (\d+) broken (\d+) seconds ([\d.]+)")


@dataclass(frozen=True)
class Size:
    """How much is measured: a round ends after so many seconds or posts."""

    rounds: int
    seconds: int
    posts: int


FULL, SMALL = Size(rounds=7, seconds=8, posts=2000), Size(rounds=1, seconds=8, posts=200)


@dataclass(frozen=True)
class Side:
    """One of the two that are compared, and how a right answer to it is told from others."""

    name: str
    path: str
    status: int
    words: str


PLAIN = Side("plain", "/en/plain-form/", 200, "Thank you.")
OURS = Side("ours", "/en/register-as-freelancer/apply/check/", 303, "/apply/done/")


def measure(small: bool) -> Iterator[Result]:
    """Without PostgreSQL there is nothing to compare: SystemExit says so."""
    size = SMALL if small else FULL
    with database() as (url, commit), site(url) as (port, environment):
        speeds = rounds(port, environment, size)
    ratios = [our / plain for our, plain in zip(speeds[OURS], speeds[PLAIN], strict=True)]
    yield Result("posts of a plain Wagtail form page", statistics.median(speeds[PLAIN]), "/s")
    yield Result("submissions of a freelancer", statistics.median(speeds[OURS]), "/s")
    yield Result(
        "a submission, beside a post of the plain page",
        statistics.median(ratios),
        target=TARGET,
        note=f"{size.rounds} rounds, {min(ratios):.2f} to {max(ratios):.2f}; "
        f"synchronous_commit {commit}",
    )


@contextmanager
def database() -> Iterator[tuple[str, str]]:
    """A database of the bench's own on the server; its address, and how the server commits."""
    try:
        server = psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3)
    except psycopg.Error:
        address = urlsplit(POSTGRESQL)
        raise SystemExit(
            f"Submissions are measured on PostgreSQL, and none answers at {address.hostname}:"
            f"{address.port or 5432}. Start one, or name it in TEST_DATABASE_URL."
        ) from None
    name = f"bench_{os.getpid()}"
    with server:
        commit = server.execute("SHOW synchronous_commit").fetchone()
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(POSTGRESQL)._replace(path=f"/{name}").geturl(), str((commit or "?")[0])
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def site(url: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The site with the plain page beside it. All posts come from one address: no limit stops it,
    but each of them is counted."""
    with running_site(
        DATABASE_URL=url,
        DJANGO_SETTINGS_MODULE="benchmarks.settings",
        PYTHONPATH="site:scripts:.",
        LIMITS="*=1000000/60",
        PROOF_OF_WORK="never",
    ) as (port, environment):
        run(environment, "manage.py", "migrate", "-v0")
        yield port, environment


def run(environment: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)


def rounds(port: int, environment: dict[str, str], size: Size) -> dict[Side, list[float]]:
    """Posts a second of each side, round by round; a first round that warms up is left out."""
    speeds: dict[Side, list[float]] = {PLAIN: [], OURS: []}
    with tempfile.TemporaryDirectory(prefix="bench-posts-") as folder:
        run(environment, "scripts/benchmarks/prepare_submissions.py",
            folder, str(size.rounds + 1), str(size.posts + CONNECTIONS))  # fmt: skip
        for number in range(size.rounds + 1):
            for side, found in speeds.items():
                file = Path(folder, f"{side.name}-{number}")
                found.append(posts_a_second(port, side, file, size.seconds))
    return {side: found[1:] for side, found in speeds.items()}


def posts_a_second(port: int, side: Side, file: Path, seconds: int) -> float:
    """Each line of the file is posted once; every answer must be right."""
    answer = subprocess.run(
        [wrk(), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s",
         "-s", str(SCRIPT), f"http://127.0.0.1:{port}{side.path}",
         "--", str(file), str(side.status), side.words, str(CONNECTIONS)],
        capture_output=True, text=True, check=True, timeout=seconds + 60,
    ).stdout  # fmt: skip
    counted = COUNTED.search(answer)
    if not counted:
        raise SystemExit(f"{side.path}: {answer}")
    answers, wrong, broken = (int(counted[place]) for place in (1, 2, 3))
    if not answers or wrong or broken:
        raise SystemExit(f"{side.path}: of {answers} answers {wrong} were wrong, {broken} broken")
    return answers / float(counted[4])
