"""Cleaning in a process of its own, one at a time: a hostile file costs at most this much."""

import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from forms.engine.cleaning.results import Clean, Refused

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 20  # of the clock; the process allows itself less of the processor
WAITING_SECONDS = 10
AT_ONCE = 1  # in each web process: a large picture takes some hundred megabytes for a second
# Nothing of the site's environment: no keys, no settings.
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "MALLOC_ARENA_MAX": "1"}

_turn = BoundedSemaphore(AT_ONCE)


def clean_apart(content: bytes) -> Clean:
    """The file made anew. Raises Refused; `busy` if too many wait for their turn."""
    if not _turn.acquire(timeout=WAITING_SECONDS):
        raise Refused("busy")
    try:
        return answer_of(run(content))
    finally:
        _turn.release()


def run(content: bytes) -> bytes:
    command = [sys.executable, "-P", "-m", "forms.engine.cleaning"]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=content, capture_output=True, timeout=SECONDS, env=ENVIRONMENT, cwd="/"
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("too-complex") from error
    return done.stdout


def answer_of(output: bytes) -> Clean:
    """The process's answer; none if it was ended by its limits, or crashed."""
    head, _, content = output.partition(b"\n")
    said, *words = head.decode("ascii", "replace").split(" ")
    if said == "clean" and len(words) == 3 and words[2] == str(len(content)):
        return Clean(content, words[0], words[1])
    raise Refused(words[0] if said == "refused" and words else "too-complex")
