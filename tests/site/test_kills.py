"""Web and worker are killed at random while people submit: whatever somebody was told is stored,
nothing is stored twice, and each mail is sent.

`KILLS=2000 pytest tests/site/test_kills.py` kills more often. `KILLS_DATABASE_URL` names an empty
PostgreSQL database on which the same is tried; otherwise it is SQLite, as `make run` has it.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event, Lock
from typing import Any
from urllib.parse import urlsplit

import pytest
from killing import PROC, SERVER, WEB, WORKER, Arrivals, Killer
from patient import Told, come_and_go
from running import ROOT, Site, started_site

from forms.engine.drafts import token_hash

pytestmark = [
    pytest.mark.running,
    pytest.mark.xdist_group("kills"),
    pytest.mark.skipif(not (PROC / "net/tcp").exists(), reason="needs Linux"),
]

KILLS = int(os.environ.get("KILLS", "200"))
CLIENTS = 8
DRAFTS = KILLS * 12
DRAIN_SECONDS = 900
SEED = 20261122
RECEIVED = "case-received"


@dataclass(frozen=True)
class Afterwards:
    """What people were told, what is stored, and what arrived."""

    told: Told
    kills: Counter[str]
    prepared: dict[str, dict[str, str]]  # by token
    cases: list[dict[str, Any]]
    drafts: dict[str, dict[str, Any]]
    mails: list[dict[str, Any]]
    arrived: dict[str, int]  # how often, by the key of the message
    standing: Counter[str]  # the processes in the end

    def draft(self, token: str) -> dict[str, Any]:
        return self.drafts[token_hash(token)]


def inside(site: Site, *arguments: str) -> Any:
    """What the script `inside.py` finds in the site's own environment."""
    found = subprocess.run(
        [sys.executable, "tests/site/inside.py", *arguments],
        cwd=ROOT, env=site.environment | {"PYTHONPATH": "site:."}, check=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(found.stdout.splitlines()[-1])


class Shared[One](Iterator[One]):
    """An iterator that threads may share."""

    def __init__(self, items: list[One]) -> None:
        self.items, self.lock = iter(items), Lock()

    def __next__(self) -> One:
        with self.lock:
            return next(self.items)


def storm(site: Site, prepared: list[dict[str, str]], killer: Killer) -> Told:
    """Kills among clients, until there were enough; then everybody finishes what they began."""
    told, over, drafts = Told(), Event(), Shared(prepared)
    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [
            pool.submit(come_and_go, site.url, drafts, told, over, number + 1)
            for number in range(CLIENTS)
        ]
        try:
            killer.run(KILLS, stop=lambda: any(client.done() for client in clients))
        finally:
            over.set()
    for client in clients:
        client.result()
    return told


@pytest.fixture(scope="module")
def afterwards(tmp_path_factory: pytest.TempPathFactory) -> Afterwards:
    folder = tmp_path_factory.mktemp("kills")
    with started_site(
        str(folder), LIMITS="*=1000000/3600", PROOF_OF_WORK="never", LOG_LEVEL="WARNING",
        DATABASE_URL=os.environ.get("KILLS_DATABASE_URL", ""),
    ) as site:  # fmt: skip
        prepared = inside(site, "prepare", str(DRAFTS))
        mail = Arrivals(folder / "mail")
        mail.start()
        killer = Killer(site.process.pid, urlsplit(site.url).port or 0, mail, SEED)
        started = time.monotonic()
        told = storm(site, prepared, killer)
        stormed = time.monotonic()
        facts = inside(site, "read", str(DRAIN_SECONDS))
        mail.over.set()
        mail.look()
        standing = killer.standing()
    sys.stdout.write(
        f"\n{dict(killer.kills)} in {stormed - started:.0f} s, drained in "
        f"{time.monotonic() - stormed:.0f} s; {len(told.references)} submitted, "
        f"{len(told.pages)} pages saved; pressed again: {dict(told.again)}; "
        f"{len(mail.found)} mails, {mail.repeated} arrived once more\n"
    )
    arrived = {key: len(files) for key, files in mail.found.items()}
    tokens = {one["token"]: one for one in prepared}
    return Afterwards(told, killer.kills, tokens, **facts, arrived=arrived, standing=standing)


def test_processes_that_served_were_killed_and_came_back(afterwards: Afterwards) -> None:
    assert afterwards.kills.total() == KILLS
    assert {WEB, WORKER} <= set(afterwards.kills)
    assert afterwards.standing == {SERVER: 1, WEB: 2, WORKER: 1}


def test_every_reference_that_somebody_was_shown_is_that_of_a_stored_case(
    afterwards: Afterwards,
) -> None:
    stored = {case["reference"]: case["key"] for case in afterwards.cases}
    shown = {reference: afterwards.draft(token)["key"]
             for token, reference in afterwards.told.references.items()}  # fmt: skip
    assert shown
    assert shown == stored


def test_nothing_is_stored_twice(afterwards: Afterwards) -> None:
    references = [case["reference"] for case in afterwards.cases]
    keys = [case["key"] for case in afterwards.cases]
    submitted = [one["key"] for one in afterwards.drafts.values() if one["reference"]]
    assert len(set(references)) == len(references)
    assert len(set(keys)) == len(keys)
    assert sorted(keys) == sorted(submitted)


def test_every_case_is_whole(afterwards: Afterwards) -> None:
    """Its service's own row, one event of its submission, one message about it."""
    received = Counter(mail["key"] for mail in afterwards.mails if mail["kind"] == RECEIVED)
    for case in afterwards.cases:
        assert case["row"]
        assert case["events"].count("submit") == 1
        assert [received[key] for key in case["received"]] == [1]
    assert received.total() == len(afterwards.cases)


def test_every_page_that_was_called_saved_is_in_its_draft(afterwards: Afterwards) -> None:
    assert afterwards.told.pages
    for token, step, typed in afterwards.told.pages:
        saved = afterwards.draft(token)["typed"][step]
        assert saved == {name: [value] for name, value in typed.items()}


def test_every_page_that_was_changed_before_the_submission_is_in_the_case(
    afterwards: Afterwards,
) -> None:
    names = {case["reference"]: case["name"] for case in afterwards.cases}
    assert afterwards.told.names
    for token, name in afterwards.told.names.items():
        assert names[afterwards.told.references[token]] == name


def test_each_mail_was_sent_at_least_once(afterwards: Afterwards) -> None:
    assert {mail["kind"] for mail in afterwards.mails} == {RECEIVED, "case-duplicate"}
    assert Counter(mail["state"] for mail in afterwards.mails) == {"sent": len(afterwards.mails)}
    assert set(afterwards.arrived) == {mail["uuid"] for mail in afterwards.mails}


def test_a_mail_arrives_again_only_if_its_worker_was_killed(afterwards: Afterwards) -> None:
    interrupted = {mail["uuid"]: mail["interrupted"] for mail in afterwards.mails}
    for key, times in afterwards.arrived.items():
        assert times <= 1 + interrupted[key]
