"""`make bench`: how many answers a second, as ratios to the plainest answer of the same server.

Starts the site as `make run` does, with data of its own, and asks over loopback with eight
connections that stay open. Absolute numbers depend on the machine; the ratios are what counts.
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONNECTIONS, SECONDS = 8, 5
PLAIN = "/health/live"
MEASURED = {
    "home page, from the page cache": "/en/",
    "home page in Urdu, from the page cache": "/ur/",
    "programme, from the page cache": "/en/programs/ict-internship-program/",
    "search, never cached": "/en/search/?q=training",
    "first question of a form, never cached": "/en/internships/apply/name/",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(port: int) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the site did not start")


def answers_a_second(port: int, path: str) -> float:
    """Answers with status 200 a second, over all connections."""
    until = time.monotonic() + SECONDS
    counts: list[int] = []

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        number = 0
        while time.monotonic() < until:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            response = connection.getresponse()
            response.read()
            number += response.status == 200
        counts.append(number)

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def report(port: int) -> None:
    plain = answers_a_second(port, PLAIN)
    print(f"{'plain Django answer':45} {plain:8.0f} a second   1.00 x")
    for name, path in MEASURED.items():
        speed = answers_a_second(port, path)
        print(f"{name:45} {speed:8.0f} a second {speed / plain:6.2f} x")
    print("The client is Python too and shares the processors: cached pages are limited by it.")


def main() -> int:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=os.environ | {"DATA_DIR": folder, "PORT": str(port), "LOG_LEVEL": "WARNING"},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_until_ready(port)
            report(port)
        finally:
            os.killpg(server.pid, 15)
            server.wait(30)
    return 0


if __name__ == "__main__":
    sys.exit(main())
