"""Mail that follows from what officers do besides moving a case on."""

from dataclasses import replace

from forms.casework.events import CaseEvent, Kind
from forms.casework.former_addresses import FormerAddress
from forms.casework.mails import COMMON, NAME, NOTE, NUMBER, REFERENCE, SERVICE, about, of_event
from forms.outbox.models import Message
from forms.outbox.registry import Envelope, MailKind, register


def to_former(target: str, language: str, message: Message) -> Envelope | None:
    """To the address that an officer has replaced. No link: it leads nowhere from there."""
    former = FormerAddress.objects.select_related("case__registration").filter(pk=target).first()
    if former is None:
        return None
    return replace(about(former.case, language), to=former.email, link="")


def of_revocation(target: str, language: str, message: Message) -> Envelope | None:
    """To the holder, with the officer's reason."""
    revoked = CaseEvent.objects.filter(kind=Kind.REVOKED, case__registration=int(target))
    event = revoked.select_related("case__registration").order_by("-pk").first()
    return about(event.case, language, event.note) if event and event.case else None


KINDS = (
    MailKind("case-email-changed", "E-mail address changed: to the new one", of_event, COMMON),
    MailKind(
        "case-email-replaced", "E-mail address changed: to the former one", to_former,
        (SERVICE, REFERENCE, NAME),
    ),
    MailKind(
        "registration-revoked", "A registration was revoked", of_revocation,
        (*COMMON, NUMBER, NOTE),
    ),
)  # fmt: skip


def register_kinds() -> None:
    for kind in KINDS:
        register(kind)
