"""Months as people type them: a number in any digits, or a name in either language."""

from forms.engine.validators import whole_number
from urdu.dates import MONTHS
from urdu.folding import fold

ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SHORTEST = 3


def month_number(typed: str) -> int | None:
    """1 to 12, or None. English names may be shortened to three letters or more."""
    number = whole_number(typed)
    if number is not None:
        return number if 1 <= number <= 12 else None
    name = fold(typed).strip(" .")
    urdu = {fold(month): place for place, month in enumerate(MONTHS, start=1)}
    if name in urdu:
        return urdu[name]
    starts = [place for place, month in enumerate(ENGLISH, start=1) if month.startswith(name)]
    return starts[0] if len(name) >= SHORTEST and len(starts) == 1 else None
