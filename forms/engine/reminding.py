"""Once, three days before a draft ends, its owner is told."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from forms.engine.mails import REMINDER
from forms.engine.models import Draft
from forms.outbox.queue import queue

AT_ONCE = 200


def remind() -> int:
    """Queue the reminders that are due; returns how many. Two who do it at once remind once."""
    due = Draft.objects.to_be_reminded().order_by("expires_at")
    rows = due.values_list("pk", "language", "expires_at")[:AT_ONCE]
    return sum(remind_of(pk, language, f"{expires:%Y-%m-%d}") for pk, language, expires in rows)


def remind_of(pk: UUID, language: str, day: str) -> int:
    with transaction.atomic():
        mine = Draft.objects.to_be_reminded().filter(pk=pk)
        if not mine.update(reminded_at=timezone.now()):
            return 0
        queue(REMINDER, str(pk), language=language, key=f"reminder-{pk}-{day}")
    return 1
