"""The only way from one status to another."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from forms.casework.models import Case, CaseEvent
from forms.casework.registry import desk
from forms.casework.workflow import BY_NAME, CLOSED, PERMISSIONS, Status, Transition, Who, possible
from forms.outbox.queue import queue

CHANGED = [
    "status", "officer", "due_at", "decided_at", "returned_steps", "return_note", "registration",
]  # fmt: skip


class NotAllowed(Exception):
    """No such transition from where the case stands, or not by this person."""


class ReasonMissing(NotAllowed):
    """The applicant must be told why, or what is asked."""


def move(
    case: Case,
    name: str,
    *,
    by: Who,
    actor: Any = None,
    note: str = "",
    steps: list[str] | None = None,
) -> CaseEvent:
    """Make a transition: status, deadline, event and mail in one transaction; returns the event.

    `steps` are the pages that a returned case opens again. Two who act at once: the second finds
    the case where the first has put it, and is refused. Raises NotAllowed.
    """
    transition = BY_NAME[name]
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        refuse(locked, transition, by, actor, note)
        event = _moved(locked, transition, actor, note, steps or [])
        if name == "approve" and (found := desk(locked.service)) and found.approve:
            found.approve(locked, actor)
    case.refresh_from_db(fields=CHANGED)
    return event


def allowed(case: Case, user: Any) -> list[Transition]:
    """What this member of staff may do with the case now."""
    return [
        one
        for who, permission in PERMISSIONS.items()
        if user.has_perm(permission)
        for one in possible(case.status, who)
    ]


def refuse(case: Case, transition: Transition, by: Who, actor: Any, note: str) -> None:
    """Raise NotAllowed unless the table has this transition for this person from here."""
    if case.status not in transition.sources or by != transition.who:
        raise NotAllowed(f"{transition.name} from {case.status} by {by}")
    permission = PERMISSIONS.get(by)
    if permission and not (actor and actor.is_active and actor.has_perm(permission)):
        raise NotAllowed(f"{transition.name} needs {permission}")
    if transition.reason and not note.strip():
        raise ReasonMissing(transition.name)


def _moved(
    case: Case, transition: Transition, actor: Any, note: str, steps: list[str]
) -> CaseEvent:
    before, case.status = case.status, transition.target
    case.due_at = deadline(case.service, transition)
    case.officer = actor if transition.target == Status.IN_REVIEW else case.officer
    if transition.name == "release":
        case.officer = None
    case.decided_at = timezone.now() if transition.target in CLOSED else None
    returned = transition.target == Status.RETURNED
    case.returned_steps, case.return_note = (steps, note) if returned else ([], "")
    case.save(update_fields=CHANGED)
    return record(case, transition, before, actor=actor, note=note)


def record(
    case: Case, transition: Transition, before: str, *, actor: Any = None, note: str = ""
) -> CaseEvent:
    """The event of a transition, and its mail."""
    event = CaseEvent.objects.create(
        case=case, kind=transition.name, actor=actor, note=note,
        from_status=before, to_status=transition.target,
    )  # fmt: skip
    if transition.mail:
        queue(transition.mail, event.pk, language=case.language, key=f"event-{event.pk}")
    return event


def deadline(service: str, transition: Transition) -> datetime | None:
    """Until when the next step is due; a service may promise other days than the table."""
    found = desk(service)
    days = found.days.get(transition.name, transition.days) if found else transition.days
    return timezone.now() + timedelta(days=days) if days else None
