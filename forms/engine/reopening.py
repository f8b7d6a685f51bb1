"""A draft in which a returned case is answered: only the marked questions are open again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from forms.engine import drafts, lifetimes
from forms.engine.consent import as_record
from forms.engine.models import Draft
from forms.engine.questions import Typed
from forms.engine.services import service as service_of
from forms.engine.steps import Service, Step
from forms.engine.submission import Consent


def reopen(
    service: str,
    reference: str,
    *,
    typed: Mapping[str, Typed],
    steps: list[str],
    note: str,
    language: str,
    email: str,
    verified_hash: str,
    consent: Consent | None = None,
    until: datetime | None = None,
) -> tuple[Draft, str]:
    """The draft that answers a returned case, and its token.

    `typed` are the case's answers by step, `steps` what is asked anew, `until` when it is due.
    Without a `consent` on record it is asked for too. What was begun for the same return, in
    another browser, goes on; what was begun for an earlier one is replaced.
    """
    asked = asked_steps(service_of(service), steps, consent)
    with transaction.atomic():
        former = Draft.objects.filter(service=service, reopens=reference, reference="")
        draft = former.live().select_for_update().order_by("-updated_at").first()
        if draft is None or (draft.open_steps, draft.note) != (asked, note):
            former.discard()
            draft = Draft(service=service, reopens=reference, open_steps=asked, note=note)
            draft.answers = former_answers(service_of(service), typed, asked)
            draft.consent = as_record(consent) if consent else {}
        draft.language, draft.verified_hash = language, verified_hash
        draft.expires_at = until or timezone.now() + lifetimes.of(service)
        draft.seen_at = timezone.now()
        draft.reach(email)
        token = drafts.new_token(draft)
        draft.save()
    return draft, token


def asked_steps(service: Service, steps: list[str], consent: Consent | None) -> list[str]:
    """In the order of the service; all of them if none is named. A step that is gone is not asked;
    without consent on record, consent is."""
    asked = set(steps) & set(service.by_slug) or set(service.by_slug)
    if service.consent_step and not consent:
        asked.add(service.consent_step.slug)
    return [step.slug for step in service.steps if step.slug in asked]


def former_answers(
    service: Service, typed: Mapping[str, Typed], asked: list[str]
) -> dict[str, Any]:
    """Every answer of the case; the ones that are asked must be given anew."""
    return {
        slug: {**page_of(service.by_slug[slug], typed[slug]), "complete": slug not in asked}
        for slug in service.by_slug
        if slug in typed
    }


def page_of(step: Step, typed: Typed) -> dict[str, Typed]:
    """A page as drafts keep it: files stand apart from what was typed."""
    fields = step.form.base_fields
    files = {name for name, field in fields.items() if field.widget.needs_multipart_form}
    return {
        "typed": {name: values for name, values in typed.items() if name not in files},
        "files": {name: values for name, values in typed.items() if name in files},
    }
