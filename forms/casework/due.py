"""Until when a case waits, and for whom, in words."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from forms.casework.inbox import FOR_STAFF
from forms.casework.models import Case, Status


@dataclass(frozen=True)
class Due:
    """The day, how far it is, and whether staff are late."""

    day: str
    words: str
    late: bool = False


def due(case: Case) -> Due | None:
    """Nothing for a case that is closed or has no deadline."""
    if case.due_at is None:
        return None
    day = timezone.localdate(case.due_at)
    left = (day - timezone.localdate()).days
    late = case.due_at < timezone.now()
    words = f"overdue by {in_days(-left)}" if late and left else in_words(left, late)
    if case.status == Status.RETURNED:
        words = f"for the applicant, {words}"
    return Due(date_format(day, "j M Y"), words, late and case.status in FOR_STAFF)


def in_words(left: int, late: bool) -> str:
    if left == 0:
        return "overdue since today" if late else "today"
    return "tomorrow" if left == 1 else f"in {in_days(left)}"


def in_days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
