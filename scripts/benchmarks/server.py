"""A site of the bench's own: its data, its database, its port."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONNECTIONS = 8


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(port: int) -> None:
    until = time.monotonic() + 600
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the site did not start")


@contextlib.contextmanager
def running_site(**more: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Starts the site as `make run` does; yields its port and its environment."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = os.environ | {"DATA_DIR": folder, "PORT": str(port), "LOG_LEVEL": "WARNING"}
        environment |= more
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment,
            stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            wait_until_ready(port)
            yield port, environment
        finally:
            os.killpg(server.pid, 15)
            server.wait(60)


def at_once(work: Callable[[int], None], workers: int = CONNECTIONS) -> float:
    """Runs `work(number)` in so many threads; the seconds until all are done."""
    started = time.perf_counter()
    threads = [threading.Thread(target=work, args=(number,)) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - started
