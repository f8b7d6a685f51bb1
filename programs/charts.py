"""Charts drawn on the server as SVG, from the same rows as the table beside them.

Everything is drawn from left to right; the stylesheet mirrors it for Urdu. So a drawing holds no
words: labels and amounts stand around it as text, which keeps its size on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# A line's drawing, in its own units; the scale starts at zero.
WIDTH = 640
HEIGHT = 260
MARGIN = 20
# Two points make a line that says more than they do.
FEWEST_POINTS = 3


@dataclass(frozen=True)
class Mark:
    """One bar or point: its share of the highest value, 0 to 100, and its place on a line."""

    figure: Any
    label: str
    share: float
    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """`same`: all figures count the same thing, so that periods tell them apart."""

    kind: str
    marks: list[Mark]
    same: bool

    @classmethod
    def of_figures(cls, figures: Sequence[Any], kind: str = "bar") -> "Chart":
        """A chart of figures in one unit."""
        kind = kind if len(figures) >= FEWEST_POINTS else "bar"
        same = len({figure.label for figure in figures}) == 1
        highest = max((float(figure.value) for figure in figures), default=0) or 1
        step = (WIDTH - 2 * MARGIN) / max(len(figures) - 1, 1)
        marks = [
            mark(figure, figure.period if same else figure.label, highest, MARGIN + place * step)
            for place, figure in enumerate(figures)
        ]
        return cls(kind, marks, same)

    @property
    def points(self) -> str:
        """The line, as SVG writes it."""
        return " ".join(f"{mark.x:g},{mark.y:g}" for mark in self.marks)

    @property
    def sources(self) -> list[Any]:
        """The documents behind the figures, each once."""
        return list({mark.figure.source_id: mark.figure.source for mark in self.marks}.values())


def mark(figure: Any, label: str, highest: float, x: float) -> Mark:
    """Below zero nothing is drawn: no figure of the site counts less than nothing."""
    share = max(float(figure.value), 0) / highest * 100
    y = HEIGHT - MARGIN - share / 100 * (HEIGHT - 2 * MARGIN)
    return Mark(figure, label, round(share, 1), round(x, 1), round(y, 1))
