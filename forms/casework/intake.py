"""From a submission to a case."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from forms.casework.models import Case, CaseEvent, Status
from forms.engine.encryption import lookup_hash
from forms.engine.references import new_reference
from forms.engine.submission import Submission

ATTEMPTS = 5


def open_case(service: str, submission: Submission) -> Case:
    """Store the case of a submission under a reference that is free, and its first event.

    Expects the answers `full_name`, `cnic`, `email` and `mobile`. Raises IntegrityError if the
    submission's one-time key has been spent.
    """
    answers = submission.answers
    columns = {
        "service": service,
        "language": submission.language,
        "submit_key": submission.submit_key,
        "applicant_name": answers["full_name"],
        "cnic": answers["cnic"],
        "cnic_hash": lookup_hash("cnic", answers["cnic"]),
        "email": answers["email"],
        "email_hash": lookup_hash("email", answers["email"]),
        "phone": answers["mobile"],
        "phone_hash": lookup_hash("phone", answers["mobile"]),
        "consented_at": timezone.now(),
        "consent_text": submission.consent_text,
    }
    case = with_free_reference(columns)
    CaseEvent.objects.create(case=case, kind=CaseEvent.Kind.SUBMITTED, to_status=Status.SUBMITTED)
    return case


def with_free_reference(columns: dict[str, Any]) -> Case:
    """A new case; another reference is drawn when one is taken (about once in 10^11 / cases)."""
    for _ in range(ATTEMPTS - 1):
        reference = new_reference()
        try:
            with transaction.atomic():
                return Case.objects.create(reference=reference, **columns)
        except IntegrityError:
            if not Case.objects.filter(reference=reference).exists():
                raise
    return Case.objects.create(reference=new_reference(), **columns)
