"""Charts drawn on the server as SVG, from the same rows as the table beside them.

Coordinates are in the SVG's own units, 640 wide. In Urdu the chart runs from right to left: bars
grow from the right edge, the first point of a line stands at the right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_bidi

WIDTH = 640
ROW = 64
BAR = 22
LINE_HEIGHT = 260
MARGIN = 40


@dataclass(frozen=True)
class Mark:
    """One bar or point, with its label and the amount in words."""

    label: str
    amount: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    kind: str
    marks: list[Mark]
    width: int
    height: int
    points: str
    rtl: bool

    @classmethod
    def of_figures(cls, figures: Sequence[Any], kind: str = "bar") -> "Chart":
        """A chart of figures in one unit. Labels that are all the same give way to periods."""
        same = len({figure.label for figure in figures}) == 1
        rows = [
            (figure.period if same else figure.label, figure.stated, float(figure.value))
            for figure in figures
        ]
        return cls.drawn(rows, kind)

    @classmethod
    def drawn(cls, rows: Sequence[tuple[str, str, float]], kind: str) -> "Chart":
        """Rows are label, amount in words, value (zero or more)."""
        rtl = get_language_bidi()
        highest = max((value for _, _, value in rows), default=0) or 1
        if kind == "line":
            marks = line_marks(rows, highest, rtl)
            height = LINE_HEIGHT
        else:
            marks = bar_marks(rows, highest, rtl)
            height = ROW * len(rows)
        points = " ".join(f"{mark.x:g},{mark.y:g}" for mark in marks) if kind == "line" else ""
        return cls(kind, marks, WIDTH, height, points, rtl)


def bar_marks(rows: Sequence[tuple[str, str, float]], highest: float, rtl: bool) -> list[Mark]:
    """Bars from zero, one below the other, each under its label."""
    marks = []
    for place, (label, amount, value) in enumerate(rows):
        width = round(max(value, 0) / highest * WIDTH, 1)
        marks.append(
            Mark(label, amount, WIDTH - width if rtl else 0, place * ROW + ROW - BAR, width, BAR)
        )
    return marks


def line_marks(rows: Sequence[tuple[str, str, float]], highest: float, rtl: bool) -> list[Mark]:
    """Points at equal distances, the earliest where reading starts; the scale starts at zero."""
    step = (WIDTH - 2 * MARGIN) / max(len(rows) - 1, 1)
    inner = LINE_HEIGHT - 2 * MARGIN
    marks = []
    for place, (label, amount, value) in enumerate(rows):
        along = MARGIN + place * step
        y = LINE_HEIGHT - MARGIN - max(value, 0) / highest * inner
        marks.append(
            Mark(label, amount, round(WIDTH - along if rtl else along, 1), round(y, 1), 0, 0)
        )
    return marks
