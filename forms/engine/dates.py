"""Days as people type them: day, month and year, in any digits, the month also by name."""

import re
from datetime import date
from typing import Any

from forms.engine.months import month_number
from forms.engine.text import one_line
from forms.engine.validators import whole_number

LONGEST = 100
FIRST_YEAR = 1000  # a year has four digits: 90 may be 1990 or 2090
_SEPARATORS = re.compile(r"[\s/.,،۔‐-―_-]+")

type Parts = tuple[str, str, str]


def split_day(typed: str) -> Parts | None:
    """Day, month and year of a date written in one piece (`27/3/1990`, `1990-03-27`,
    `27 مارچ 1990`), or None."""
    pieces = [piece for piece in _SEPARATORS.split(one_line(typed[:LONGEST])) if piece]
    if len(pieces) != 3:
        return None
    first, month, last = pieces
    year_first = whole_number(first) is not None and len(first) == 4
    return (last, month, first) if year_first else (first, month, last)


def day_of(day: str, month: str, year: str) -> date | None:
    """The day that these three name, or None if there is none."""
    numbers: Any = (
        whole_number(year[:LONGEST]),
        month_number(month[:LONGEST]),
        whole_number(day[:LONGEST]),
    )
    try:
        found = date(*numbers)
    except (TypeError, ValueError, OverflowError):  # unreadable; no such day
        return None
    return found if found.year >= FIRST_YEAR else None
