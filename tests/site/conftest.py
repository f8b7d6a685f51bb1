"""Tests of the whole site with its content. They run in a session of their own (scripts/test.py):
here the test database holds what `load_content` made.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180


@pytest.fixture(scope="session")
def loaded(django_db_setup: None, django_db_blocker: object) -> None:
    """The test database with all content, loaded once."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        call_command("load_content", quick=True)


@pytest.fixture
def content(loaded: None, db: None) -> None:
    """A test's own transaction on the loaded database."""


@pytest.fixture(scope="session")
def site_url() -> Iterator[str]:
    """Address of a running site, started as `make run` starts it, with data of its own."""
    with tempfile.TemporaryDirectory(prefix="running-site-") as folder:
        port = free_port()
        environment = os.environ | {
            "DATA_DIR": folder,
            "PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "DATABASE_URL": "",
            "PYTHONPATH": "site",
        }
        log = Path(folder) / "log.txt"
        with log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip
            try:
                url = f"http://127.0.0.1:{port}"
                wait_until_ready(url, process, log)
                yield url
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, 15)
                process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(url: str, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            if requests.get(f"{url}/health/ready", timeout=5).status_code == 200:
                return
        except requests.ConnectionError:
            time.sleep(0.5)
    raise AssertionError(f"the site did not start:\n{log.read_text()[-4000:]}")
