"""Consent is recorded in the words that were shown. The page carries a digest of them: an agreement
to other words (edited meanwhile, or those of the other language) is none, and is asked again."""

import hashlib
import json
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.engine.questions import QuestionForm, Typed
from forms.engine.steps import CONSENT, Step
from forms.engine.submission import Consent

DIGEST = "agreed_to"  # the hidden field
CHANGED = _("This text has changed since you opened the page. Read it again, then tick the box")


def present(page: Any, language: str) -> dict[str, str]:
    """The words as they stand on the page now."""
    return {"text": page.consent, "retention": page.retention, "language": language}


def digest(words: dict[str, str]) -> str:
    """The same for the same words only."""
    told = [words.get(name, "") for name in ("text", "retention", "language")]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def as_record(consent: Consent) -> dict[str, str]:
    return {
        "text": consent.text,
        "retention": consent.retention,
        "language": consent.language,
        "at": consent.at.isoformat(),
    }


def given(words: dict[str, str]) -> dict[str, str]:
    """The record of an agreement that is given now."""
    return {**words, "at": timezone.now().isoformat()}


def without(typed: Typed) -> Typed:
    """The page's answers but for the tick."""
    return {name: values for name, values in typed.items() if name != CONSENT}


def asked_again(step: Step, typed: Typed) -> QuestionForm:
    """The page with an error that says why the box is empty."""
    form = step.form.unjudged(without(typed))
    form.add_error(CONSENT, CHANGED)  # type: ignore[arg-type]  # a lazy text is one
    return form
