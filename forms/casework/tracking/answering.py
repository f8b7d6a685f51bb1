"""From a returned case to the questions that are open again."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import get_language

from forms.casework.models import Case
from forms.casework.registry import required
from forms.casework.tracking.story import due_day
from forms.engine import drafts, reopening
from forms.engine.encryption import lookup_hash
from forms.engine.models import Draft
from forms.engine.steps import Step
from forms.engine.submission import Consent

LAST_MINUTES = timedelta(hours=1)


def steps_asked(case: Case) -> list[Step]:
    """The questions that the officer marked, in the service's order; none: all are open."""
    return [one for one in required(case.service).service.steps if one.slug in case.returned_steps]


def reopen(case: Case) -> tuple[Draft, str]:
    """A draft with the case's answers, in which exactly the marked questions are open, and its
    token. The case itself is not touched until the answers are sent."""
    return reopening.reopen(
        case.service,
        case.reference,
        typed=case.answers,
        steps=case.returned_steps,
        note=case.return_note,
        language=get_language() or "en",
        email=case.email,
        verified_hash=lookup_hash("email", case.email),
        consent=Consent(
            case.consent_text, case.retention_text, case.consent_language, case.consented_at
        ),
        until=answerable_until(case),
    )


def answerable_until(case: Case) -> datetime | None:
    """The end of the last day; whoever begins in its last minutes is not cut off at once."""
    if (last := due_day(case)) is None:
        return None
    end = timezone.make_aware(datetime.combine(last, time(23, 59, 59)))
    return max(end, timezone.now() + LAST_MINUTES)


def close_begun_answers(case: Case) -> None:
    """What this or another browser holds of an answer on the way opens it no more; the answers stay
    and are reached through the case again."""
    for draft in Draft.objects.filter(reopens=case.reference, reference=""):
        drafts.new_token(draft)
        draft.save(update_fields=["token_hash"])
