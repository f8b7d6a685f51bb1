"""What 100,000 pages cost beside 1,000, each rendered anew: the page cache does not take part."""

from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

from benchmarks.loaded import Opened, Site, sites
from benchmarks.results import Result

TARGET = 1.2
ROUNDS, A_ROUND = 25, 2
# Measured, but not judged: what an editor waits for, and the first reader after a change.
PUBLISHING = "publishing an announcement"
AFTERWARDS = "list of announcements, first after a change"


def measure(small: bool) -> Iterable[Result]:
    yield from compared(sites(small), small)


def compared(of: tuple[Site, Site], small: bool) -> Iterable[Result]:
    few, many = (site.opened() for site in of)
    rounds = 2 if small else ROUNDS
    of_few, of_many = few.ask("addresses"), many.ask("addresses")
    unequal = []
    for name in of_few:
        here, there = {"path": of_few[name]}, {"path": of_many[name]}
        asked = few.ask("queries", **here), many.ask("queries", **there)
        if asked[0] != asked[1]:
            unequal.append(f"{name}: {asked[0]} and {asked[1]}")
        seconds = interleaved(
            rounds,
            lambda here=here: few.ask("get", times=A_ROUND, **here),  # type: ignore[misc]
            lambda there=there: many.ask("get", times=A_ROUND, **there),  # type: ignore[misc]
        )
        yield ratio(name, *seconds, target=TARGET, note=f"{asked[1]} queries")
    yield Result(
        "addresses with unequal numbers of queries", len(unequal), "", 0, at_most=True,
        note="; ".join(unequal),
    )  # fmt: skip
    yield from after_a_change(few, many, rounds, of_few, of_many)


def after_a_change(
    few: Opened, many: Opened, rounds: int, of_few: dict[str, str], of_many: dict[str, str]
) -> Iterable[Result]:
    name = "list of announcements"
    yield ratio(
        AFTERWARDS,
        *interleaved(
            rounds,
            lambda: few.ask("get", path=of_few[name], cold=True),
            lambda: many.ask("get", path=of_many[name], cold=True),
        ),
    )
    yield ratio(
        PUBLISHING, *interleaved(rounds, lambda: few.ask("publish"), lambda: many.ask("publish"))
    )


def interleaved(
    rounds: int, first: Callable[[], Any], second: Callable[[], Any]
) -> tuple[list[float], list[float]]:
    """Seconds of both, in turn; the first round warms up."""
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(rounds + 1):
        pair = first()["seconds"], second()["seconds"]
        if number:
            ours += pair[0]
            theirs += pair[1]
    return ours, theirs


def ratio(
    name: str, few: list[float], many: list[float], target: float | None = None, note: str = ""
) -> Result:
    here, there = median(few), median(many)
    told = f"{there * 1000:.1f} ms" + (f", {note}" if note else "")
    return Result(name, there / here, "x", target, at_most=True, note=told)
