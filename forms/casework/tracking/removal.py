"""Deleting an application at its applicant's wish.

Everything of it goes at once, whatever its status: case, answers, files, history, drafts, codes. A
registration goes with the last case that holds it, since it is made of the same data (name, CNIC);
its certificate cannot be verified any more, and the person may register anew. While another case of
the same person holds it (a renewal), it stays until that one is deleted too. Whoever wants to keep
a registration without its application cannot: the two are one record, and the page says so.

What stays is an event without a case (when, which service, why) and, for half an hour, the receipt.
No mail is sent: a mail finds its address through the case, and the case is gone.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from forms.casework.erasing import erase
from forms.casework.models import Case, Registration, Visit
from forms.engine.encryption import lookup_hashes
from forms.engine.models import Draft, EmailCode

WHY = "at the applicant's wish"


def remove(case: Case) -> dict[str, Any]:
    """Delete the case; returns the receipt, which holds nothing of the person."""
    registration = case.registration
    receipt = {
        "reference": case.reference,
        "service": case.service,
        "at": timezone.now().isoformat(),
        "files": case.files.count(),  # type: ignore[attr-defined]
    }
    with transaction.atomic():
        forget_address(case)
        forget_answers_on_the_way(case)
        erase(case, WHY)
        ended = end(registration)
    return {**receipt, "registration": ended}


def forget_address(case: Case) -> None:
    """Codes hold the hash of the address, and so do visits that led to no case. The case's own
    visits go with it; those to another application of the same person go on."""
    hashes = lookup_hashes("email", case.email)
    EmailCode.objects.filter(email_hash__in=hashes).discard()
    Visit.objects.filter(email_hash__in=hashes, case=None).delete()


def forget_answers_on_the_way(case: Case) -> None:
    """Drafts one by one: their files go with them."""
    for draft in Draft.objects.filter(reopens=case.reference):
        draft.delete()


def ends_with(case: Case) -> bool:
    """Whether a registration is deleted together with this case."""
    registration = case.registration
    return bool(registration and not others(registration).exclude(pk=case.pk).exists())


def end(registration: Registration | None) -> str:
    """Delete a registration that no case holds any more (locked, since a renewal may be granted at
    this moment); returns its number, else nothing."""
    if registration is None:
        return ""
    locked = Registration.objects.select_for_update().filter(pk=registration.pk).first()
    if locked is None or others(locked).exists():
        return ""
    locked.delete()
    return registration.number


def others(registration: Registration) -> Any:
    return Case.objects.filter(registration=registration)
