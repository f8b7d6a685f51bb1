"""When applicants have lost access to their e-mail: an officer writes another address down.

Everything else goes by mail to the address that was proven, so this is the way for whoever took
over a mailbox too: the officer says how the identity was checked, it is an event, and the former
address is told.
"""

from typing import Any

from django.db import transaction

from forms.casework.events import CaseEvent, Kind
from forms.casework.former_addresses import FormerAddress
from forms.casework.models import Case
from forms.casework.registry import desk
from forms.engine.encryption import lookup_hash
from forms.engine.models import Draft
from forms.outbox.queue import queue


def change(case: Case, address: str, *, actor: Any, reason: str) -> None:
    """The new address in place of the former; event, and mail to both."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if locked.email == address:
            return
        former = FormerAddress.objects.create(case=locked, email=locked.email)
        write(locked, address)
        end_open_drafts(locked)
        event = CaseEvent.objects.create(
            case=locked, kind=Kind.EMAIL_CHANGED, actor=actor, note=reason
        )
        for kind, target in (("case-email-changed", event), ("case-email-replaced", former)):
            queue(kind, target.pk, language=locked.language, key=f"{kind}-{target.pk}")


def write(case: Case, address: str) -> None:
    """Also where it was typed: a returned case is answered anew from what was typed."""
    case.email, case.email_hash = address, lookup_hash("email", address)
    if found := desk(case.service):
        step, field = found.service.email
        if field in case.answers.get(step, {}):
            case.answers[step][field] = [address]
    case.save(update_fields=["email", "email_hash", "answers"])


def end_open_drafts(case: Case) -> None:
    """Answers on the way were opened through the former address."""
    for draft in Draft.objects.filter(reopens=case.reference, reference=""):
        draft.delete()
