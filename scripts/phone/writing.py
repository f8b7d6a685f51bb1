"""The table: on the terminal as it grows, and in docs/lighthouse.md."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import circumstances

from .pages import CATEGORIES, LARGEST_PAINT, LAYOUT_SHIFT, Page
from .reading import Reading
from .running import LIGHTHOUSE, browser

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "lighthouse.md"
# What stands above this line is written by hand and stays.
MARK = "<!-- What follows is written by `make lighthouse`. -->"
HEADINGS = ("page", "performance", "accessibility", "best practices", "SEO", "largest paint",
            "first paint", "layout shift", "blocked", "bytes", "")  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One page in one language, and what of it is not as wanted."""

    page: Page
    language: str
    reading: Reading
    missed: list[str]

    @property
    def name(self) -> str:
        return f"{self.page.name} ({self.language})"

    @property
    def verdict(self) -> str:
        return f"MISSED: {'; '.join(self.missed)}" if self.missed else "held"

    @property
    def cells(self) -> list[str]:
        one = self.reading
        *scores, seo = (str(one.scores[name]) for name in CATEGORIES)
        if not self.page.indexed:
            seo = "not indexed"
        return [
            self.name, *scores, seo, f"{one.largest_paint:.2f} s", f"{one.first_paint:.2f} s",
            f"{one.layout_shift:.3f}", f"{one.blocked:.0f} ms", f"{one.bytes:,}", self.verdict,
        ]  # fmt: skip


def line(cells: Sequence[str]) -> str:
    """One line for a terminal."""
    return f"{cells[0]:18}" + " ".join(f"{cell:>14}" for cell in cells[1:-1]) + f"  {cells[-1]}"


def targets() -> str:
    paints = ", ".join(f"{code} {limit:g} s" for code, limit in LARGEST_PAINT.items())
    shifts = ", ".join(
        f"{code} {f'under {limit:g}' if limit else '0'}" for code, limit in LAYOUT_SHIFT.items()
    )
    return (
        f"Wanted: 100 in each category, SEO where a page is meant to be indexed; "
        f"largest paint at most {paints}; layout shift {shifts}."
    )


def write(rows: Sequence[Row], runs: int) -> None:
    """The table with the machine, the versions and the date, below what is written by hand."""
    by_hand = DOCUMENT.read_text().partition(MARK)[0] if DOCUMENT.exists() else "# On a phone\n\n"
    text = [
        MARK, "", f"Median of {runs} runs. {targets()}", "",
        *(f"- {name}: {value}" for name, value in (circumstances() | programs()).items()), "",
        table_line(HEADINGS), table_line(["---"] * len(HEADINGS)),
        *(table_line(row.cells) for row in rows), "",
    ]  # fmt: skip
    DOCUMENT.write_text(by_hand + "\n".join(text))


def table_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def programs() -> dict[str, str]:
    package = json.loads((LIGHTHOUSE.parents[1] / "package.json").read_text())
    said = subprocess.run([browser(), "--version"], capture_output=True, text=True)
    return {"checked with": f"Lighthouse {package['version']}, {said.stdout.strip()}"}
