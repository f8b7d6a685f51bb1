"""A mail that is kept on this machine, taken apart for staff to read."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from uuid import UUID

from forms.outbox.local import Kept


@dataclass(frozen=True)
class Mail:
    uuid: UUID
    at: datetime
    subject: str
    sender: str
    to: str
    language: str
    text: str
    html: str


def read(kept: Kept) -> Mail:
    mail = kept.read()
    return Mail(
        uuid=kept.uuid,
        at=kept.at,
        subject=str(mail["Subject"] or ""),
        sender=str(mail["From"] or ""),
        to=str(mail["To"] or ""),
        language=str(mail["Content-Language"] or "en"),
        text=part(mail, "plain"),
        html=part(mail, "html"),
    )


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body(preferencelist=(kind,))
    return str(found.get_content()) if found else ""
