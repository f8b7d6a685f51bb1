"""Sites that run beside the tests, started as `make run` starts them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 600  # on a machine that does ten other things


@dataclass(frozen=True)
class Site:
    """A running site: its address, the process that keeps it running, and where its programs find
    their settings."""

    url: str
    process: subprocess.Popen
    environment: dict[str, str]
    log: Path


@contextmanager
def running_site(folder: str, **settings: str) -> Iterator[str]:
    """A site with these settings; a second one on the same folder serves the same content."""
    with started_site(folder, **settings) as site:
        yield site.url


@contextmanager
def started_site(folder: str, **settings: str) -> Iterator[Site]:
    """The same, for those who look behind the address."""
    port = free_port()
    environment = os.environ | {
        "DATA_DIR": folder,
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATABASE_URL": "",
        "PYTHONPATH": "site",
    }
    log = Path(folder) / f"log-{port}.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT, env=environment | settings, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_ready(url, process, log)
            yield Site(url, process, environment | settings, log)
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
