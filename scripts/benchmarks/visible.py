"""From the commit of a publication to the last request, of any process, that saw an older page."""

import http.client
import json
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

from benchmarks.results import Result
from benchmarks.server import ROOT, running_site

PATH = "/en/programs/digiskills/"
TITLE = re.compile(rb"Published (\d+)")
TIMES, PAUSE, READERS = 15, 1.5, 2
TARGET = 1000  # milliseconds

type Read = tuple[float, int]  # when it was asked for, and the number that was seen


def measure(small: bool) -> Iterator[Result]:
    times = 2 if small else TIMES
    with running_site(WEB_WORKERS="2") as (port, environment):
        over = threading.Event()
        reads: list[Read] = []
        readers = [threading.Thread(target=look, args=(port, over, reads)) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            published = publications(environment, times)
            time.sleep(PAUSE)
        finally:
            over.set()
            for reader in readers:
                reader.join()
    delays = [1000 * delay(reads, one["number"], one["committed"]) for one in published]
    note = f"{len(reads)} requests, {len(published)} publications, each on a connection of its own"
    yield Result("the slowest of all", max(delays), "ms", TARGET, at_most=True, note=note)
    yield Result("half of them within", statistics.median(delays), "ms")


def look(port: int, over: threading.Event, reads: list[Read]) -> None:
    """A new connection each time: either process may answer."""
    while not over.is_set():
        began = time.time()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", PATH)
        found = TITLE.search(connection.getresponse().read())
        connection.close()
        reads.append((began, int(found[1]) if found else 0))
        time.sleep(0.005)


def publications(environment: dict[str, str], times: int) -> list[dict]:
    printed = subprocess.run(
        [sys.executable, "scripts/benchmarks/publish.py", str(times), str(PAUSE)],
        cwd=ROOT, env=environment
        | {"DJANGO_SETTINGS_MODULE": "config.settings.local", "PYTHONPATH": "site:."},
        check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    return [json.loads(line) for line in printed.splitlines() if line.startswith('{"number"')]


def delay(reads: list[Read], number: int, committed: float) -> float:
    """Seconds from the commit until the last request that saw an older page was begun."""
    if not any(seen >= number for _, seen in reads):
        raise SystemExit(f"publication {number} was never seen")
    return max((began - committed for began, seen in reads if seen < number), default=0.0)
