"""Keeps the processes of the Procfile running, as a supervisor of the operating system would.

    python -m config.supervising

Whatever ends is started again, and the others go on meanwhile: a killed worker ends no site, a web
server that died leaves no worker behind it unseen. What was killed starts again at once; what ends
by itself has a reason that may last, and waits longer each time.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from os import killpg
from pathlib import Path

# Seconds before what ended by itself is started again: the first time, the second time …
PAUSES = (1, 2, 4, 8, 15, 30)
CALM = 60  # what ran for so long starts from the first pause again
STOPPING = 20  # seconds in which everything must have ended that was told to
LOOKS = 0.2  # seconds between two looks at what has ended


class Kept:
    """One process, the first of a group of its own: what it starts belongs to the group."""

    def __init__(self, name: str, command: str) -> None:
        self.name, self.command = name, command
        self.failures = 0
        self.due: float | None = None
        self.start()

    def start(self) -> None:
        self.due, self.started = None, time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 — our own Procfile
            ["/bin/sh", "-c", f"exec {self.command}"], start_new_session=True
        )

    def tend(self) -> None:
        """Start it again, if it has ended and its pause is over."""
        if self.due is None and self.process.poll() is not None:
            self.clear()
            self.due = time.monotonic() + self.pause()
        if self.due is not None and time.monotonic() >= self.due:
            self.start()

    def pause(self) -> int:
        """Seconds until the next start, said to whoever looks."""
        code = self.process.returncode
        if code < 0:
            say(f"{self.name} was killed (signal {-code}) and starts again")
            return 0
        calm = time.monotonic() - self.started >= CALM
        self.failures = 1 if calm else self.failures + 1
        seconds = PAUSES[min(self.failures, len(PAUSES)) - 1]
        say(f"{self.name} ended (code {code}) and starts again in {seconds} s")
        return seconds

    def clear(self) -> None:
        """End what is left of the group. A web server that is killed leaves processes that would
        answer, with the code of yesterday, for ever."""
        with suppress(ProcessLookupError, PermissionError):
            killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def processes(procfile: Path) -> list[tuple[str, str]]:
    """Names and commands."""
    lines = (line.partition(":") for line in procfile.read_text().splitlines())
    return [(name.strip(), command.strip()) for name, _, command in lines if command.strip()]


def keep(commands: Iterable[tuple[str, str]], told: Callable[[], object]) -> None:
    """Keep them running until told to stop, then end them all."""
    kept = [Kept(name, command) for name, command in commands]
    while not told():
        for one in kept:
            one.tend()
        time.sleep(LOOKS)
    end(kept)


def end(kept: list[Kept]) -> None:
    """Each finishes what it is doing, as far as the time allows."""
    for one in kept:
        one.process.terminate()
    until = time.monotonic() + STOPPING
    for one in kept:
        with suppress(subprocess.TimeoutExpired):
            one.process.wait(max(0, until - time.monotonic()))
        one.clear()


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def main() -> None:
    received: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:  # nohup
            signal.signal(number, lambda number, _: received.append(number))
    keep(processes(Path("Procfile")), lambda: received)


if __name__ == "__main__":
    main()
