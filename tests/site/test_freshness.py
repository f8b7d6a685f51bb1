"""Random edits against random reads, on several processes and on two machines: what was changed a
second ago is seen, everywhere, on every page that shows it."""

import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg
import pytest
import requests
from editing import ANNOUNCEMENT, FIGURE, PROGRAMME, TOGGLED
from running import ROOT, Site, started_site

pytestmark = [pytest.mark.running, pytest.mark.xdist_group("freshness")]

SECONDS, READERS = 20, 4
SEEN_WITHIN = 1.0  # seconds from the commit, or from the date that came due
SEED = int(os.environ.get("FRESHNESS_SEED", random.randrange(10**6)))
POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")
MARK = re.compile(r"fresh-(\w+)-(\d+)")
# What each address must show. A notice, the menu and the site's name are on every page.
EVERYWHERE = {"notice", "menu", "texts"}
SHOWN = {
    f"/en/programs/{PROGRAMME}/": EVERYWHERE | {"programme"},
    f"/en/programs/{TOGGLED}/": {"toggled"},
    f"/en/figures/{FIGURE}/": EVERYWHERE | {"figure"},
    f"/ur/news/{ANNOUNCEMENT}/": {"notice", "urdu"},
    "/en/": EVERYWHERE,
    "/en/figures/": {"figure"},
    "/en/news/?year=2025": EVERYWHERE,
}


def postgresql_answers() -> bool:
    try:
        psycopg.connect(POSTGRESQL, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


needs_postgresql = pytest.mark.skipif(
    not postgresql_answers(), reason=f"PostgreSQL (nothing answers at {POSTGRESQL})"
)


@dataclass(frozen=True)
class Edit:
    kind: str
    number: int
    began: float
    since: float
    shown: bool


@dataclass(frozen=True)
class Read:
    """What was seen at an address: the newest number of each kind."""

    url: str
    path: str
    began: float
    ended: float
    seen: dict[str, int]
    state: str


class Reader(threading.Thread):
    def __init__(self, sites: list[Site], over: threading.Event, seed: int) -> None:
        super().__init__()
        self.sites, self.over, self.random = sites, over, random.Random(seed)
        self.reads: list[Read] = []

    def run(self) -> None:
        while not self.over.is_set():
            site, path = self.random.choice(self.sites), self.random.choice(list(SHOWN))
            encoding = self.random.choice(["gzip", "identity"])
            began = time.time()
            # A connection of its own each time: any of the site's processes may answer.
            answer = requests.get(
                site.url + path, headers={"Accept-Encoding": encoding}, timeout=60
            )
            seen: dict[str, int] = {}
            for kind, number in MARK.findall(answer.text):
                seen[kind] = max(int(number), seen.get(kind, 0))
            state = answer.headers.get("X-Cache", "")
            self.reads.append(Read(site.url, path, began, time.time(), seen, state))


def too_old(read: Read, edits: list[Edit]) -> list[str]:
    """Kinds of which the read shows what had not been true for a second when it began."""
    return [
        f"{read.url}{read.path} shows {kind} {read.seen.get(kind)}, but {allowed} would do"
        for kind in SHOWN[read.path]
        if read.seen.get(kind)
        not in (allowed := allowed_numbers(read, [one for one in edits if one.kind == kind]))
    ]


def allowed_numbers(read: Read, edits: list[Edit]) -> set[int | None]:
    """The last edit that was to be seen, and every later one that had begun; None: nothing."""
    settled = [one for one in edits if one.since <= read.began - SEEN_WITHIN]
    newest = settled[-1] if settled else None
    later = [
        one
        for one in edits
        if one.began <= read.ended and (not newest or one.number > newest.number)
    ]
    allowed: set[int | None] = {one.number for one in later if one.shown}
    if newest is None or not newest.shown or later:
        allowed.add(None)
    if newest and newest.shown:
        allowed.add(newest.number)
    return allowed


def edits_of(site: Site) -> list[Edit]:
    printed = subprocess.run(
        [sys.executable, "tests/site/editing.py", str(SECONDS), str(SEED)],
        cwd=ROOT, env=site.environment | {"PYTHONPATH": "site:."}, check=True,
        stdout=subprocess.PIPE,
    ).stdout  # fmt: skip
    return [
        Edit(**json.loads(line)) for line in printed.splitlines() if line.startswith(b'{"kind"')
    ]


@contextmanager
def one_machine(folder: str) -> Iterator[list[Site]]:
    with started_site(folder, WEB_WORKERS="3", LOG_LEVEL="WARNING", DATABASE_URL="") as site:
        yield [site]


@contextmanager
def two_machines(folder: str) -> Iterator[list[Site]]:
    """They share PostgreSQL and Redis, and nothing else."""
    server = psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3)
    name = f"freshness_{os.getpid()}"
    shared = {
        "DATABASE_URL": urlsplit(POSTGRESQL)._replace(path=f"/{name}").geturl(),
        "REDIS_URL": REDIS, "LOG_LEVEL": "WARNING",
    }  # fmt: skip
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            os.makedirs(f"{folder}/one")
            os.makedirs(f"{folder}/two")
            with (
                started_site(f"{folder}/one", **shared) as one,
                started_site(f"{folder}/two", **shared) as two,
            ):
                yield [one, two]
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


ARRANGEMENTS = {"SQLite, three processes": one_machine, "PostgreSQL, two machines": two_machines}


@pytest.mark.parametrize(
    "arrangement",
    [
        "SQLite, three processes",
        pytest.param("PostgreSQL, two machines", marks=[pytest.mark.redis, needs_postgresql]),
    ],
)
def test_what_was_changed_a_second_ago_is_seen_by_every_process(
    arrangement: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = str(tmp_path_factory.mktemp("freshness"))
    with ARRANGEMENTS[arrangement](folder) as sites:
        over = threading.Event()
        readers = [Reader(sites, over, SEED + number) for number in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            edits = edits_of(sites[0])
            time.sleep(SEEN_WITHIN + 0.5)
        finally:
            over.set()
            for reader in readers:
                reader.join(90)
    reads = [read for reader in readers for read in reader.reads]
    states = [read.state for read in reads]
    assert (len(edits) >= 10, len(reads) >= 100) == (True, True), (len(edits), len(reads))
    assert states.count("hit") > len(reads) / 10, "pages from memory are what is tested"
    assert {read.url for read in reads} == {site.url for site in sites}
    assert [line for read in reads for line in too_old(read, edits)] == [], f"seed {SEED}"


def test_the_judge_finds_a_page_that_is_too_old() -> None:
    edits = [Edit("menu", 1, 0.0, 0.1, True), Edit("menu", 2, 1.0, 1.1, True)]
    old = Read("", "/en/", began=2.2, ended=2.3, seen={"menu": 1}, state="hit")
    assert len(too_old(old, edits)) == 1
    for seen, began in (({"menu": 2}, 2.2), ({"menu": 1}, 2.0), ({"menu": 2}, 2.0)):
        assert too_old(Read("", "/en/", began, began, seen, "hit"), edits) == []
    gone = [Edit("toggled", 3, 5.0, 5.1, False)]
    path = f"/en/programs/{TOGGLED}/"
    assert too_old(Read("", path, 6.2, 6.3, {}, "miss"), gone) == []
    shown = [*edits, Edit("toggled", 1, 0, 0.1, True), *gone]
    assert len(too_old(Read("", path, 6.2, 6.3, {"toggled": 1}, "hit"), shown)) == 1
