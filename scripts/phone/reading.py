"""What of a report counts, and the median of several."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from .pages import CATEGORIES, LARGEST_PAINT, LAYOUT_SHIFT, NOT_INDEXED, Page
from .running import Report


@dataclass(frozen=True)
class Reading:
    """Scores from 0 to 100 by category; paints in seconds, blocked time in milliseconds.

    `faults` are the audits below 1 by category, of those that count.
    """

    scores: dict[str, int]
    faults: dict[str, frozenset[str]]
    first_paint: float
    largest_paint: float
    layout_shift: float
    blocked: float
    bytes: int


def read(report: Report) -> Reading:
    def number(audit: str) -> float:
        return float(report["audits"][audit]["numericValue"])

    return Reading(
        scores={name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES},
        faults={name: faults(report, name) for name in CATEGORIES},
        first_paint=number("first-contentful-paint") / 1000,
        largest_paint=number("largest-contentful-paint") / 1000,
        layout_shift=number("cumulative-layout-shift"),
        blocked=number("total-blocking-time"),
        bytes=int(number("total-byte-weight")),
    )


def faults(report: Report, category: str) -> frozenset[str]:
    counting = (one for one in report["categories"][category]["auditRefs"] if one["weight"])
    scores = {one["id"]: report["audits"][one["id"]]["score"] for one in counting}
    return frozenset(name for name, score in scores.items() if score is not None and score < 1)


def middle(readings: Sequence[Reading]) -> Reading:
    """The median of each number; a fault is named if more than half of the runs found it."""

    def of(numbers: Iterable[float]) -> float:
        return median(numbers)

    return Reading(
        scores={name: int(of(one.scores[name] for one in readings)) for name in CATEGORIES},
        faults={name: common([one.faults[name] for one in readings]) for name in CATEGORIES},
        first_paint=of(one.first_paint for one in readings),
        largest_paint=of(one.largest_paint for one in readings),
        layout_shift=of(one.layout_shift for one in readings),
        blocked=of(one.blocked for one in readings),
        bytes=int(of(one.bytes for one in readings)),
    )


def common(found: Sequence[frozenset[str]]) -> frozenset[str]:
    names = frozenset().union(*found)
    return frozenset(one for one in names if 2 * sum(one in some for some in found) > len(found))


def missed(page: Page, language: str, reading: Reading) -> list[str]:
    """What is not as wanted, in words."""
    found = [
        f"{name} {score} ({', '.join(sorted(wrong_in(page, reading, name)))})"
        for name, score in reading.scores.items()
        if score < 100 and (page.indexed or name != "seo" or wrong_in(page, reading, name))
    ]
    if round(reading.largest_paint, 2) > LARGEST_PAINT[language]:
        found.append(f"largest paint {reading.largest_paint:.2f} s")
    if not shift_held(language, reading.layout_shift):
        found.append(f"layout shift {reading.layout_shift:.3f}")
    return found


def wrong_in(page: Page, reading: Reading, category: str) -> frozenset[str]:
    """The faults of a category, but for the one that such a page is meant to have."""
    return reading.faults[category] - (frozenset() if page.indexed else {NOT_INDEXED})


def shift_held(language: str, shift: float) -> bool:
    """None at all in English, less than the limit in Urdu."""
    limit = LAYOUT_SHIFT[language]
    return shift < limit if limit else shift == 0
