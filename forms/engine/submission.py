"""Answers judged as a whole, and the one transaction that makes a case of them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from forms.engine import drafts
from forms.engine.encryption import is_hash_of, lookup_hash
from forms.engine.models import Draft
from forms.engine.questions import QuestionForm
from forms.engine.steps import Service, Step
from forms.engine.uploads.taking import uploads_of

ATTEMPTS = 5


@dataclass(frozen=True)
class Consent:
    """What was agreed to, in the words and the language that were shown, and when."""

    text: str
    retention: str
    language: str
    at: datetime


@dataclass(frozen=True)
class Submission:
    """What a service stores: cleaned answers by field name, and what belongs to the act itself.

    `typed` is every page as it was typed (by step), for opening questions again. `reopens` is the
    reference of the returned case that is answered anew, else empty.
    """

    submit_key: UUID
    language: str
    answers: dict[str, Any]
    consent: Consent
    typed: dict[str, Any] = field(default_factory=dict)
    uploads: list[Any] = field(default_factory=list)
    reopens: str = ""
    closes_at: date | None = None
    verified_hash: str = ""


class Incomplete(Exception):
    """An answer is missing, or is not valid any more; `step` is the first such page."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.slug)
        self.step = step


class Unproven(Exception):
    """The answered e-mail address has not been proven; `email_hash` is its hash."""

    def __init__(self, email_hash: str) -> None:
        super().__init__("the e-mail address is not proven")
        self.email_hash = email_hash


class Overtaken(Exception):
    """The returned case is not waiting for answers any more. Raised by `Service.submit`."""


def judged(service: Service, draft: Draft) -> dict[str, QuestionForm]:
    """Every page's form with its answers, valid by today's rules and lists. Raises Incomplete."""
    forms = {}
    for step in service.steps:
        form = step.form.of(draft.typed(step.slug))
        agreed = bool(draft.consent) or not step.asks_consent
        if not draft.answered(step.slug) or not agreed or not form.is_valid():
            raise Incomplete(step)
        forms[step.slug] = form
    return forms


def answered_email(service: Service, draft: Draft) -> str:
    """The address that was answered; empty if there is none that can be read."""
    slug, name = service.email
    form = service.by_slug[slug].form.of(draft.typed(slug))
    form.is_valid()
    return str(form.cleaned_data.get(name) or "")


def submit(service: Service, draft: Draft, *, language: str, closes_at: date | None = None) -> str:
    """Store the case and return its reference. A second call returns the same, storing nothing.

    One transaction: the row of the draft is locked, the service stores its case under the draft's
    one-time key (unique among cases), the draft forgets its answers. Raises Incomplete, Unproven,
    Overtaken and Draft.DoesNotExist.
    """

    def once() -> str:
        locked = drafts.lock(draft.pk)
        return locked.reference or store(service, locked, language, closes_at)

    return repeated(once)


def repeated[T](work: Callable[[], T]) -> T:
    """What `work` returns; a transaction of its own, begun anew when the database refuses it. The
    reference that is drawn for a case may be taken (about once in 10^11 / cases), and a savepoint
    for that at each submission would cost more than such a submission twice."""
    for _ in range(ATTEMPTS - 1):
        with suppress(IntegrityError), transaction.atomic():
            return work()
    with transaction.atomic():
        return work()


def store(service: Service, locked: Draft, language: str, closes_at: date | None) -> str:
    """`submit`, of a draft that is locked and no case yet."""
    forms = judged(service, locked)
    refuse_unproven(service, locked, forms)
    reference = service.submit(
        Submission(
            submit_key=locked.submit_key,
            language=language,
            answers={name: value for form in forms.values()
                     for name, value in form.cleaned_data.items()},
            consent=agreement(locked),
            typed={slug: locked.typed(slug) for slug in forms},
            uploads=list(uploads_of(service, locked)),
            reopens=locked.reopens,
            closes_at=closes_at,
            verified_hash=locked.verified_hash,
        )
    )  # fmt: skip
    locked.finish(reference)
    locked.save(update_fields=["answers", "reference", "expires_at", "updated_at"])
    return reference


def refuse_unproven(service: Service, draft: Draft, forms: dict[str, QuestionForm]) -> None:
    slug, name = service.email
    address = forms[slug].cleaned_data[name]
    if not is_hash_of(draft.verified_hash, "email", address):
        raise Unproven(lookup_hash("email", address))


def agreement(draft: Draft) -> Consent:
    """What was agreed to; nothing, in a service that asks no consent."""
    record = draft.consent or {"at": timezone.now().isoformat()}
    return Consent(
        text=record.get("text", ""),
        retention=record.get("retention", ""),
        language=record.get("language", draft.language),
        at=datetime.fromisoformat(record["at"]),
    )
