"""Killing the processes of a running site, at random moments, while they serve.

A process serves if a visitor is connected to it, or if it has sent mail since it started. Seen in
/proc, so on Linux only.
"""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

PROC = Path("/proc")
WEB, WEB_ALONE = "web process", "web process while another starts"
SERVER, WORKER = "web server", "worker"
# What the next kill may be of, and how often of 25. Without a web process everybody waits; and a
# web server of which a process dies within 5.5 s of its start gives up, and starts anew as a whole.
PLANS = {(WEB, WORKER): 22, (WEB, WEB_ALONE): 2, (SERVER,): 1}
YOUNG = 6.0  # seconds
PAUSE = 0.8  # seconds at most between two kills
LOOKS = 5.0  # seconds between two looks at all the mail
PATIENCE = 300  # seconds without anything that serves: it does not come back


def children(process: int) -> list[int]:
    found = []
    with suppress(OSError):
        for task in (PROC / str(process) / "task").iterdir():
            found += [int(one) for one in (task / "children").read_text().split()]
    return found


def command(process: int) -> str:
    with suppress(OSError):
        return (PROC / str(process) / "cmdline").read_text().replace("\0", " ")
    return ""


def connections(port: int) -> set[str]:
    """The sockets of connections to that port of ours that are open now."""
    lines = [line.split() for line in (PROC / "net/tcp").read_text().splitlines()[1:]]
    return {f"socket:[{line[9]}]" for line in lines
            if line[1].endswith(f":{port:04X}") and line[3] == "01"}  # fmt: skip


def open_files(process: int) -> Iterator[str]:
    with suppress(OSError):
        for file in (PROC / str(process) / "fd").iterdir():
            with suppress(OSError):
                yield os.readlink(file)


class Arrivals(Thread):
    """Every mail that arrives in the folder. One that is sent twice replaces itself: it is then
    another file of the same name. A message is not sent again within a minute."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.folder, self.over = folder, Event()
        self.found: dict[str, set[tuple[int, int]]] = {}

    def run(self) -> None:
        while not self.over.wait(LOOKS):
            self.look()

    def look(self) -> None:
        for file in self.folder.glob("*.eml"):
            with suppress(FileNotFoundError):
                state = file.stat()
                self.found.setdefault(file.stem, set()).add((state.st_ino, state.st_mtime_ns))

    @property
    def age(self) -> float:
        """Seconds since something arrived."""
        with suppress(FileNotFoundError):
            return time.time() - self.folder.stat().st_mtime
        return float("inf")

    @property
    def repeated(self) -> int:
        return sum(len(files) - 1 for files in self.found.values())


class Killer:
    """Finds the processes by the one that keeps them running."""

    def __init__(self, supervisor: int, port: int, mail: Arrivals, seed: int) -> None:
        self.supervisor, self.port, self.mail = supervisor, port, mail
        self.random = random.Random(seed)
        self.kills: Counter[str] = Counter()
        self.first_seen: dict[int, float] = {}

    def run(self, number: int, stop: Callable[[], bool]) -> None:
        while self.kills.total() < number and not stop():
            kind, process = self.victim()
            os.kill(process, signal.SIGKILL)
            self.kills[kind] += 1
            wait_for_end(process)
            time.sleep(self.random.uniform(0, PAUSE))

    def victim(self) -> tuple[str, int]:
        """Drawn from those that serve now."""
        kinds = self.random.choices(list(PLANS), list(PLANS.values()))[0]
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if found := [one for one in self.serving() if one[0] in kinds]:
                return self.random.choice(found)
            time.sleep(0.05)
        raise AssertionError(f"no {' or '.join(kinds)} serves any more, after {self.kills}")

    def serving(self) -> list[tuple[str, int]]:
        found, connected = [], connections(self.port)
        for process in children(self.supervisor):
            if "granian" in command(process):
                web = [one for one in children(process) if connected & set(open_files(one))]
                grown = [one for one in web if self.age(one) > YOUNG]
                found += [(WEB if len(grown) > 1 else WEB_ALONE, one) for one in web]
                found += [(SERVER, process)] * bool(web)
            elif "manage.py worker" in command(process) and self.age(process) > self.mail.age:
                found.append((WORKER, process))
        return found

    def standing(self) -> Counter[str]:
        """What there is, whether it serves or not."""
        found: Counter[str] = Counter()
        for process in children(self.supervisor):
            if "granian" in command(process):
                found += Counter({SERVER: 1, WEB: len(children(process))})
            elif "manage.py worker" in command(process):
                found[WORKER] += 1
        return found

    def age(self, process: int) -> float:
        """Seconds since it was seen first."""
        return time.time() - self.first_seen.setdefault(process, time.time())


def wait_for_end(process: int) -> None:
    """Until it is gone, or has ended and nobody has asked about its end yet."""
    while is_alive(process):
        time.sleep(0.01)


def is_alive(process: int) -> bool:
    with suppress(OSError):
        return ") Z " not in (PROC / str(process) / "stat").read_text()
    return False
