"""Kept pages beside nginx, which serves the same bytes from a file, compressed beforehand."""

import contextlib
import http.client
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.load import requests_a_second
from benchmarks.results import Result
from benchmarks.server import free_port, running_site

ROUNDS, SECONDS, TARGET = 5, 3.0, 0.45
# Connections that are open at once: the day on which registration opens; and a quiet hour, told
# without a target.
CROWD, FEW = 256, 16
PAGES = {
    "home": "/en/",
    "home in Urdu": "/ur/",
    "announcement": "/en/news/nineteen-projects-completed/",
    "announcement in Urdu": "/ur/news/nineteen-projects-completed/",
}
BROWSER = {"Accept-Encoding": "gzip"}
# As many processes as the site has, nothing written, the type and the compression of the page.
NGINX = """
daemon off; worker_processes 2; pid {folder}/pid; error_log {folder}/error.log crit;{user}
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  open_file_cache max=100 inactive=1h;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  types {{ text/html html; }} charset utf-8; gzip_static on;
  server {{ listen 127.0.0.1:{port}; root {folder}/pages; index index.html; }}
}}
"""


def measure(small: bool) -> Iterator[Result]:
    rounds, seconds = (1, 0.3) if small else (ROUNDS, SECONDS)
    with running_site() as (site, _), tempfile.TemporaryDirectory(prefix="nginx-") as folder:
        for path in PAGES.values():
            keep(site, path, Path(folder, "pages"))
        with nginx(Path(folder)) as files:
            for name, path in PAGES.items():
                same_bytes(site, files, path)
                speeds = rounds_of(path, site, files, CROWD, rounds, seconds)
                yield compared(f"{name}, from memory : nginx", speeds, TARGET)
            speeds = rounds_of("/en/", site, files, FEW, rounds, seconds)
            yield compared(f"home with {FEW} connections : nginx", speeds, None)


type Pairs = list[tuple[float, float]]


def rounds_of(
    path: str, site: int, files: int, connections: int, rounds: int, seconds: float
) -> Pairs:
    """Answers a second of both, one after the other in each round."""

    def speed(port: int, seconds: float) -> float:
        url = f"http://127.0.0.1:{port}{path}"
        return requests_a_second(url, seconds, connections, accept_encoding="gzip")

    for port in (site, files):  # warms up
        speed(port, seconds / 4)
    return [(speed(site, seconds), speed(files, seconds)) for _ in range(rounds)]


def compared(name: str, pairs: Pairs, target: float | None) -> Result:
    """The median of the rounds' ratios."""
    ours, theirs = (statistics.median(part) for part in zip(*pairs, strict=True))
    ratio = statistics.median(mine / other for mine, other in pairs)
    note = f"{ours:,.0f} against {theirs:,.0f} a second"
    return Result(name, ratio, target=target, note=note)


def answer(port: int, path: str, **headers: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise SystemExit(f"{path} answered {response.status}")
    return body


def keep(port: int, path: str, folder: Path) -> None:
    """The page as the site sends it, plain and compressed, where nginx looks for it."""
    place = folder / path.strip("/")
    place.mkdir(parents=True, exist_ok=True)
    (place / "index.html").write_bytes(answer(port, path))
    (place / "index.html.gz").write_bytes(answer(port, path, **BROWSER))


def same_bytes(site: int, files: int, path: str) -> None:
    if answer(site, path, **BROWSER) != answer(files, path, **BROWSER):
        raise SystemExit(f"{path}: nginx does not serve the same bytes")


@contextlib.contextmanager
def nginx(folder: Path) -> Iterator[int]:
    """nginx on a port of its own."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not program:
        raise SystemExit("nginx is missing. On Debian or Ubuntu: apt install nginx-light")
    port = free_port()
    user = " user root;" if os.getuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, port=port, user=user))
    server = subprocess.Popen([program, "-p", str(folder), "-c", str(configuration)])
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port: int) -> None:
    import time

    for _ in range(100):
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            connection.getresponse()
            return
        time.sleep(0.1)
    raise SystemExit("nginx did not start")
