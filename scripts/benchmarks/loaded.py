"""Two sites with few and with many pages, on either database; made once for a whole bench."""

import atexit
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from benchmarks.server import ROOT

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
FULL, SMALL = (1_000, 100_000), (200, 2_000)


@dataclass(frozen=True)
class Site:
    """A site's pages, without a server: what `inside_loaded.py` is asked answers in its process."""

    pages: int
    environment: dict[str, str]

    def opened(self) -> "Opened":
        return Opened(self)


class Opened:
    """A process of the site that answers one request after the other."""

    def __init__(self, site: Site) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "scripts/benchmarks/inside_loaded.py"],
            cwd=ROOT, env=site.environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        atexit.register(self.close)

    def ask(self, task: str, **more: Any) -> Any:
        """Do a task of `inside_loaded.py`; what it returns."""
        assert self.process.stdin is not None  # noqa: S101
        assert self.process.stdout is not None  # noqa: S101
        self.process.stdin.write(json.dumps({"task": task, **more}) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"{task}: the site's process has ended")
        return json.loads(answer)

    def close(self) -> None:
        if self.process.stdin and not self.process.stdin.closed:
            self.process.stdin.close()
        self.process.wait(60)


@functools.cache
def sites(small: bool) -> tuple[Site, Site]:
    """The site with few pages and the one with many, on PostgreSQL. Their databases go when the
    bench ends.
    """
    few, many = SMALL if small else FULL
    folder = new_folder()
    first = made(f"bench_{os.getpid()}_few", "template1", few, folder)
    begin(first, small)
    second = made(f"bench_{os.getpid()}_many", f"bench_{os.getpid()}_few", many, folder)
    return fill(first), fill(second)


@functools.cache
def sites_on_sqlite(small: bool) -> tuple[Site, Site]:
    """The same on SQLite, each in a folder of its own."""
    few, many = SMALL if small else FULL
    first = Site(few, environment(new_folder()))
    begin(first, small)
    folder = new_folder()
    shutil.copytree(first.environment["DATA_DIR"], folder, dirs_exist_ok=True)
    return fill(first), fill(Site(many, environment(folder)))


def new_folder() -> str:
    folder = tempfile.mkdtemp(prefix="bench-")
    (Path(folder) / "static").mkdir()  # as empty as it stays: WhiteNoise looks for it
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def begin(site: Site, small: bool) -> None:
    run(site.environment, "migrate", "-v0")
    if not small:
        run(site.environment, "load_content")


def fill(site: Site) -> Site:
    run(site.environment, "make_load", "--pages", str(site.pages), before=SECTIONS)
    return site


SECTIONS = [sys.executable, "scripts/benchmarks/inside_loaded.py", "sections"]


def made(name: str, template: str, pages: int, folder: str) -> Site:
    """A database, as a copy of another one."""
    try:
        server = psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3)
    except psycopg.Error as error:
        raise SystemExit(f"No PostgreSQL at {POSTGRESQL}: {error}") from error
    with server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    atexit.register(dropped, name)
    return Site(pages, environment(folder, urlsplit(POSTGRESQL)._replace(path=f"/{name}").geturl()))


def environment(folder: str, database_url: str = "") -> dict[str, str]:
    """Without an address of a database it is SQLite, in the folder."""
    return os.environ | {
        "DATA_DIR": folder,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "benchmarks.loaded_settings",
        "PYTHONPATH": os.pathsep.join(["site", "scripts", "."]),
        "LOG_LEVEL": "WARNING",
    }


def dropped(name: str) -> None:
    with psycopg.connect(POSTGRESQL, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def run(environment: dict[str, str], *command: str, before: list[str] | None = None) -> None:
    for words in ([before] if before else []) + [[sys.executable, "manage.py", *command]]:
        subprocess.run(words, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
