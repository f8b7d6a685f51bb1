"""Mail on a machine without a mail server: each is a file in DATA_DIR, which staff read in the
admin. Chosen by the setting MAILERS; with any other mailer there is nothing here."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

BACKEND = "forms.outbox.local.Backend"
SUFFIX = ".eml"


class Backend(BaseEmailBackend):
    """Writes each mail to a file of its own, readable by its owner only. A mail that is sent twice
    replaces itself."""

    def __init__(self, *, folder: str | Path, **options: Any) -> None:
        super().__init__(**options)
        self.folder = Path(folder)

    def send_messages(self, email_messages: Any) -> int:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for mail in email_messages:
            self.write(mail.message(policy=policy.SMTP))
        return len(email_messages)

    def write(self, mail: EmailMessage) -> None:
        """Whole or not at all, whatever happens meanwhile."""
        path = self.folder / f"{name_for(mail)}{SUFFIX}"
        unfinished = path.with_suffix(f".{uuid4().hex}")
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(mail.as_bytes())
        unfinished.replace(path)


def name_for(mail: EmailMessage) -> UUID:
    """The key of the message in the outbox; a number of its own for mail from elsewhere."""
    local_part = str(mail["Message-ID"] or "").strip("<> ").partition("@")[0]
    try:
        return UUID(local_part)
    except ValueError:
        return uuid4()


@dataclass(frozen=True)
class Kept:
    """One mail on this machine, read when it is asked for."""

    uuid: UUID
    at: datetime
    path: Path

    def read(self) -> EmailMessage:
        return message_from_bytes(self.path.read_bytes(), policy=policy.default)  # type: ignore[arg-type,return-value]


def folder() -> Path | None:
    """Where mail is kept; None if it goes elsewhere."""
    mailer = getattr(settings, "MAILERS", {}).get("default", {})
    return Path(mailer["OPTIONS"]["folder"]) if mailer.get("BACKEND") == BACKEND else None


def kept() -> list[Kept]:
    """All mail on this machine, the newest first."""
    return sorted(_files(), key=lambda mail: mail.at, reverse=True)


def find(uuid: UUID) -> Kept | None:
    """By key: no name of a file is made of what was typed."""
    return next((mail for mail in _files() if mail.uuid == uuid), None)


def _files() -> Iterator[Kept]:
    place = folder()
    for path in place.glob(f"*{SUFFIX}") if place else ():
        try:
            changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            yield Kept(UUID(path.stem), changed, path)
        except (ValueError, FileNotFoundError):
            continue


def remove_before(moment: datetime) -> None:
    for mail in _files():
        if mail.at < moment:
            mail.path.unlink(missing_ok=True)
