"""What comes due with time: answers that did not come, registrations that run out, visits that are
over. Every job may run twice, late, or in two processes at once."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from forms.casework.events import Kind
from forms.casework.models import Case, Registration, Status, Visit
from forms.casework.registrations import State, end
from forms.casework.transitions import NotAllowed, move
from forms.casework.workflow import Who
from forms.outbox.queue import queue

REMINDED_BEFORE = timedelta(days=30)


def lapse_unanswered() -> None:
    """Close what was returned and not answered in time. The last day belongs to the applicant,
    until midnight in Pakistan."""
    late = Case.objects.filter(status=Status.RETURNED, due_at__lt=midnight())
    for case in late.only("pk", "status").iterator():
        with suppress(NotAllowed):  # answered at this moment
            move(case, "lapse", by=Who.SYSTEM)


def forget_visits() -> None:
    Visit.objects.over().delete()


def expire_registrations() -> None:
    """The day after its last day a registration is not valid any more."""
    each(Registration.objects.run_out(), expire)


def expire(registration: Registration) -> None:
    end(registration, Kind.EXPIRED)
    tell("registration-expired", registration)


def remind_registrations() -> None:
    """Once, thirty days before the last day; a renewal begins anew."""
    last = timezone.localdate() + REMINDED_BEFORE
    each(Registration.objects.live().filter(valid_until__lte=last, reminded_at=None), remind)


def remind(registration: Registration) -> None:
    registration.reminded_at = timezone.now()
    registration.save(update_fields=["reminded_at"])
    tell("registration-expiring", registration)


def tell(kind: str, registration: Registration) -> None:
    """Mail to the holder, in the language of their newest case; once for each last day."""
    case = Case.objects.filter(registration=registration).order_by("-pk").first()
    if case is not None:
        key = f"{kind}-{registration.pk}-{registration.valid_until:%Y%m%d}"
        queue(kind, registration.pk, language=case.language, key=key)


def each(found: Any, work: Callable[[Registration], None]) -> None:
    """One transaction a row, looked at again under its lock: somebody may have renewed it."""
    for pk in found.values_list("pk", flat=True).iterator():
        with transaction.atomic():
            row = found.select_for_update().filter(pk=pk).first()
            if row is not None:
                work(row)


def runs_out_soon(registration: Registration, today: date | None = None) -> bool:
    """Whether it is time to renew: within the last thirty days, or after."""
    if registration.state == State.REVOKED:
        return False
    return registration.valid_until <= (today or timezone.localdate()) + REMINDED_BEFORE


def midnight() -> datetime:
    """The beginning of today, in Pakistan."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


JOBS: Iterable[tuple[str, int, Callable[[], None]]] = (
    ("close what was not answered", 600, lapse_unanswered),
    ("expire registrations", 600, expire_registrations),
    ("remind of registrations", 3600, remind_registrations),
    ("forget visits that are over", 600, forget_visits),
)
