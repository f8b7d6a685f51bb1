"""Putting mail into the outbox."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from forms.outbox import registry
from forms.outbox.models import LENGTHS, Message
from forms.outbox.wording import LANGUAGES


def queue(
    kind: str,
    target: str | int | UUID,
    *,
    language: str,
    key: str = "",
    due_at: datetime | None = None,
) -> None:
    """One INSERT, in the caller's transaction: a change that is rolled back mails nobody.

    `target` and `key` are ids, never anything of a person. The same `key` queues once, however
    often and from however many processes. Raises UnknownKind, and ValueError for a language or an
    id that cannot be kept (SQLite's way of ignoring a conflict would ignore these too).
    """
    registry.kind(kind)
    message = Message(
        kind=kind,
        target=str(target),
        language=language,
        key=key,
        due_at=due_at or timezone.now(),
    )
    refuse_what_cannot_be_kept(message)
    Message.objects.bulk_create([message], ignore_conflicts=bool(key))


def refuse_what_cannot_be_kept(message: Message) -> None:
    if message.language not in LANGUAGES:
        raise ValueError("mail is written in English or in Urdu")
    for name in ("target", "key"):
        if len(getattr(message, name)) > LENGTHS[name]:
            raise ValueError(f"the {name} of a mail is too long")
