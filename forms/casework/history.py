"""What happened to a case, line by line, in words for staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.admin.utils import get_user_display_name

from forms.casework.events import CaseEvent, Kind
from forms.casework.models import Status
from forms.casework.workflow import TRANSITIONS, Who

# By whom an event without a person was made: these by the applicant, all others by the site.
BY_APPLICANT = {Kind.SUBMITTED, Kind.DOWNLOADED} | {
    one.name for one in TRANSITIONS if one.who == Who.APPLICANT
}
# Words among colleagues who work on the case. Whoever only looks on reads the other notes.
INTERNAL = {Kind.NOTE}
# What an audit asks: why somebody saw, took or changed something.
REASONS = {
    Kind.REVEALED, Kind.FILE_OPENED, Kind.EXPORTED, Kind.EMAIL_CHANGED, Kind.REVOKED,
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One event as it is shown."""

    at: datetime
    what: str
    who: str
    moved: str
    why: str
    note: str
    kind: str
    looked: bool


def line(event: CaseEvent, *, note: bool) -> Line:
    return Line(
        at=event.at,
        what=event.get_kind_display(),
        who=who(event),
        moved=moved(event),
        why=event.why,
        note=event.note if note else "",
        kind=event.kind,
        looked=event.kind == Kind.VIEWED,
    )


def lines(events: Iterable[CaseEvent], *, internal: bool) -> list[Line]:
    """The history of a case, newest first; `internal` notes for those who work on it."""
    newest_first = sorted(events, key=lambda event: (event.at, event.pk), reverse=True)
    return [line(one, note=internal or one.kind not in INTERNAL) for one in newest_first]


def who(event: Any) -> str:
    if event.actor:
        return get_user_display_name(event.actor)
    return "The applicant" if event.kind in BY_APPLICANT else "The site"


def moved(event: CaseEvent) -> str:
    """`Submitted → In review`; nothing if the status stayed."""
    if not event.from_status or event.from_status == event.to_status:
        return ""
    names = dict(Status.choices)
    return " → ".join(str(names.get(one, one)) for one in (event.from_status, event.to_status))
