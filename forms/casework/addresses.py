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
from forms.engine import drafts
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
        take_over_begun_answers(locked, address)
        event = CaseEvent.objects.create(
            case=locked, kind=Kind.EMAIL_CHANGED, actor=actor, note=reason
        )
        for kind, target in (("case-email-changed", event), ("case-email-replaced", former)):
            queue(kind, target.pk, language=locked.language, key=f"{kind}-{target.pk}")


def write(case: Case, address: str) -> None:
    """Also where it was typed: a returned case is answered anew from what was typed."""
    case.email, case.email_hash = address, lookup_hash("email", address)
    if (place := typed_at(case)) and place[0] in case.answers:
        retype(case.answers[place[0]], place[1], address)
    case.save(update_fields=["email", "email_hash", "answers"])


def take_over_begun_answers(case: Case, address: str) -> None:
    """Answers on the way stay, and go on through the case alone: what was opened or sent through
    the former address leads nowhere any more."""
    place = typed_at(case)
    begun = Draft.objects.filter(reopens=case.reference, reference="")
    for draft in begun.select_for_update():
        if place and place[0] in draft.answers:
            retype(draft.answers[place[0]].get("typed", {}), place[1], address)
        draft.verified_hash = ""
        draft.reach(address)
        drafts.new_token(draft)
        draft.save()


def typed_at(case: Case) -> tuple[str, str] | None:
    """The step and the field in which the service asks for the address."""
    found = desk(case.service)
    return found.service.email if found else None


def retype(typed: dict[str, Any], field: str, address: str) -> None:
    if field in typed:
        typed[field] = [address]
