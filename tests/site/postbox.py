"""The mail of a running site, as it lies in its folder (`forms.outbox.local`)."""

import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

CODE = re.compile(r"^[2-9A-HJKMNP-Z]{6}(?=\r?$)", re.MULTILINE)
LINK = re.compile(r"https?://\S+/resume/[\w-]+/")
SECONDS = 30


def mails(folder: str, address: str, since: float) -> list[EmailMessage]:
    """What has come for the address since then, the oldest first."""
    files = sorted(Path(folder, "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime)
    found = [
        message_from_bytes(file.read_bytes(), policy=policy.default)
        for file in files
        if file.stat().st_mtime >= since
    ]
    return [mail for mail in found if address in str(mail["To"])]


def awaited(folder: str, address: str, since: float, what: re.Pattern[str]) -> str:
    """The code or link of the newest mail that holds one; the worker sends every second."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        for mail in reversed(mails(folder, address, since)):
            text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
            if found := what.search(text):
                return found[0]
        time.sleep(0.3)
    raise AssertionError(f"no mail came within {SECONDS} s")


def code_for(folder: str, address: str, since: float) -> str:
    return awaited(folder, address, since, CODE)


def link_for(folder: str, address: str, since: float) -> str:
    return awaited(folder, address, since, LINK)
