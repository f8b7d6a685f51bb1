"""A case as its applicant reads it: where it stands, what is waited for, what has happened.

Only what stands in these tables is told: no name of staff, no internal note, not who looked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.casework.events import CaseEvent, Kind
from forms.casework.models import Case
from forms.casework.registrations import State
from forms.casework.workflow import (
    BY_NAME,
    CLOSED,
    FOR_APPLICANT,
    TRANSITIONS,
    Status,
    Who,
    possible,
)  # fmt: skip
from forms.engine.moments import in_words

# What happened, by the event's kind, in words for the applicant.
TOLD: dict[str, Any] = {
    **{one.name: one.applicant for one in TRANSITIONS},
    Kind.SUBMITTED: BY_NAME["submit"].applicant,
    Kind.GRANTED: gettext_lazy("You were registered"),
    Kind.RENEWED: gettext_lazy("Your registration was renewed"),
    Kind.EXPIRED: gettext_lazy("Your registration ran out"),
    Kind.REVOKED: gettext_lazy("Your registration was revoked"),
    Kind.EMAIL_CHANGED: gettext_lazy("An officer changed your e-mail address, as you had asked"),
    Kind.DOWNLOADED: gettext_lazy("You downloaded your data"),
}
# Words of an officer that were written for the applicant: those of their mail too.
WITH_NOTE = frozenset({*(one.name for one in TRANSITIONS if one.reason), "approve", Kind.REVOKED})

REGISTRATION_STATES: dict[str, Any] = {
    State.ACTIVE: gettext_lazy("Valid"),
    State.EXPIRED: gettext_lazy("Expired"),
    State.REVOKED: gettext_lazy("Revoked"),
}
DECISIONS = ("approve", "decline")
# The shape beside the status: a word is never told apart by colour alone.
SHAPES: dict[str, str] = {Status.SUBMITTED: "planned", **dict.fromkeys(CLOSED, "completed")}


@dataclass(frozen=True)
class Moment:
    """One line of the history."""

    kind: str
    at: datetime
    words: str
    note: str


def history(case: Case) -> list[Moment]:
    """What has happened, the newest first."""
    told = case.events.filter(kind__in=TOLD).order_by("-at", "-pk")
    return [moment(event) for event in told]


def moment(event: CaseEvent) -> Moment:
    note = event.note if event.kind in WITH_NOTE else ""
    return Moment(event.kind, timezone.localtime(event.at), str(TOLD[event.kind]), note)


def reason(case: Case, told: list[Moment]) -> str:
    """What an officer wrote to the decision at which the case stands now."""
    decision = next((name for name in DECISIONS if BY_NAME[name].target == case.status), "")
    return next((one.note for one in told if one.kind == decision), "")


@dataclass(frozen=True)
class Standing:
    """Where a case stands today."""

    title: str
    shape: str
    waiting: str
    due: str


def standing(case: Case) -> Standing:
    words = FOR_APPLICANT[case.status]
    return Standing(
        str(words.title), SHAPES.get(case.status, "in-progress"), str(words.waiting), due(case)
    )


def due(case: Case) -> str:
    """By when the next step is to come, and from whom; honest when we are late."""
    last = due_day(case)
    if last is None:
        return ""
    day = in_words(last)
    if case.status == Status.RETURNED:
        return _("Answer by the end of %(day)s. After that the application is closed.") % {
            "day": day
        }
    if last < timezone.localdate():
        return _("We meant to take the next step by %(day)s and are late. We are sorry.") % {
            "day": day
        }
    return _("We mean to take the next step by %(day)s.") % {"day": day}


def due_day(case: Case) -> date | None:
    """The last day of what is waited for, in Pakistan; all of it counts."""
    return timezone.localdate(case.due_at) if case.due_at else None


def actions(status: str) -> Iterable[str]:
    """What the applicant may do now, beside reading, downloading and deleting: `answer`,
    `withdraw`."""
    return [one.name for one in possible(status, Who.APPLICANT)]
