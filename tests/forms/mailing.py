"""A kind of mail, a mail server that can be told what to do, and a clock that can be moved."""

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from forms.outbox import registry
from forms.outbox.models import MailText
from forms.outbox.registry import Envelope, MailKind, Placeholder, link

KIND = "test-code"
ADDRESS, NAME, TOKEN = "ayesha@example.com", "Ayesha Siddiqui", "secret-token-1"
LINK = f"https://example.org/en/resume/?t={TOKEN}"
BODY_EN = "Dear {name},\n\nYour code for {service}:\n\n{code}\n\nGo on: {link}\n\n{note}"
BODY_UR = "محترم {name}،\n\n{service} کا کوڈ:\n\n{code}\n\nآگے بڑھیں: {link}\n\n{note}"
PLACEHOLDERS = (
    Placeholder("name", "Name of the applicant.", {"en": "Ayesha", "ur": "عائشہ"}),
    Placeholder("service", "Name of the service.", "Registration", personal=False),
    Placeholder("code", "Six characters.", "7K2M9Q", ltr=True, required=True),
    Placeholder("note", "What the officer wrote."),
    link("Where the form goes on."),
)


def envelope(**values: str) -> Envelope:
    given = {"name": NAME, "service": "Registration", "code": "7K2M9Q", "note": ""}
    return Envelope(ADDRESS, given | values, LINK)


def make_kind(
    build: Callable[..., Envelope | None] = lambda *_: envelope(), code: str = KIND
) -> MailKind:
    kind = MailKind(code, "Test code", build, PLACEHOLDERS)
    registry.register(kind)
    return kind


def make_words(code: str = KIND, **fields: str) -> MailText:
    words = {
        "subject_en": "Your code for {service}", "subject_ur": "{service} کا کوڈ",
        "body_en": BODY_EN, "body_ur": BODY_UR,
    }  # fmt: skip
    return MailText.objects.create(code=code, **words | fields)


@contextmanager
def registered() -> Iterator[None]:
    """What a test registers is forgotten after it."""
    before = dict(registry._kinds)
    try:
        yield
    finally:
        registry._kinds.clear()
        registry._kinds.update(before)


@contextmanager
def later(**wait: float) -> Iterator[datetime]:
    """As if so much time had passed."""
    moment = timezone.now() + timedelta(**wait)
    with patch("django.utils.timezone.now", lambda: moment):
        yield moment


class Killed(BaseException):
    """What a kill looks like from inside: nothing after it runs."""


class Server(EmailBackend):
    """A mail server. `on_open` and `on_send` are called before it does as asked."""

    on_open: Callable[[], Any] | None = None
    on_send: Callable[[], Any] | None = None
    after_send: Callable[[], Any] | None = None

    def open(self) -> None:
        if Server.on_open:
            Server.on_open()

    def send_messages(self, messages: Any) -> int:
        if Server.on_send:
            Server.on_send()
        sent = super().send_messages(messages)
        if Server.after_send:
            Server.after_send()
        return sent


MAILERS = {"default": {"BACKEND": f"{__name__}.Server"}}


def raising(error: BaseException) -> Callable[..., Any]:
    def act(*_: Any) -> None:
        raise error

    return act


def refused(code: int) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({ADDRESS: (code, f"<{ADDRESS}> unknown".encode())})


def arrived() -> list[Any]:
    return list(mail.outbox)
