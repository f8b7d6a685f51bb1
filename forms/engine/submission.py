"""Answers judged as a whole, and the one transaction that makes a case of them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from forms.engine import drafts
from forms.engine.models import Draft
from forms.engine.questions import QuestionForm
from forms.engine.steps import Service, Step


@dataclass(frozen=True)
class Submission:
    """What a service stores: cleaned answers by field name, and what belongs to the act itself."""

    submit_key: UUID
    language: str
    answers: dict[str, Any]
    consent_text: str


class Incomplete(Exception):
    """An answer is missing, or is not valid any more; `step` is the first such page."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.slug)
        self.step = step


def judged(service: Service, draft: Draft) -> dict[str, QuestionForm]:
    """Every page's form with its answers, valid by today's rules and lists. Raises Incomplete."""
    forms = {}
    for step in service.steps:
        form = step.form.of(draft.typed(step.slug))
        if not draft.answered(step.slug) or not form.is_valid():
            raise Incomplete(step)
        forms[step.slug] = form
    return forms


def submit(service: Service, draft: Draft, *, language: str, consent_text: str) -> str:
    """Store the case and return its reference. A second call returns the same, storing nothing.

    One transaction: the row of the draft is locked, the service stores its case under the draft's
    one-time key (unique among cases), the draft forgets its answers. Raises Incomplete.
    """
    with transaction.atomic():
        locked = drafts.lock(draft.pk)
        if locked.submitted:
            return locked.reference
        answers: dict[str, Any] = {}
        for form in judged(service, locked).values():
            answers.update(form.cleaned_data)
        reference = service.submit(Submission(locked.submit_key, language, answers, consent_text))
        locked.finish(reference)
        locked.save()
    return reference
