"""Six-character codes that prove an e-mail address.

    codes.send("track", visit.pk, email_hash=…, language="ur")    # queues the mail
    codes.check("track", visit.pk, typed)                         # True once, for the right code

A code is good for one purpose about one subject (a draft, a case), for 30 minutes and five tries;
asking for another one ends it. It stands nowhere: it is derived (HMAC) from the row's id with a
look-up key, so a stolen table holds no code, and a mail that is sent twice holds the same one.

31^6 are about 9e8 codes; five tries each and five codes an hour (`limits`) leave a guess a chance
of 1 in 1e6 in a month and a half without a pause.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forms.engine import fields, limits
from forms.engine.codes_models import EmailCode
from forms.engine.encryption import derived_key, is_hash_of
from forms.engine.questions import QuestionForm
from forms.engine.references import ALPHABET
from forms.outbox.queue import queue

LENGTH = 6
LIFETIME = timedelta(minutes=30)
TRIES = 5
MAIL = "code"
USUAL_REASON = gettext_lazy("confirm your e-mail address")


@dataclass(frozen=True)
class Purpose:
    """Who gets the code about a subject, and what it is for, in words of the mail: "To …"."""

    recipient: Callable[[str], str | None]
    reason: Any


_purposes: dict[str, Purpose] = {}


def register_recipient(
    purpose: str,
    recipient: Callable[[str], str | None],
    reason: Any = USUAL_REASON,
) -> None:
    """Name, when the site starts, how the address of a subject is found; None: nobody any more."""
    _purposes[purpose] = Purpose(recipient, reason)


def purpose_of(code: EmailCode) -> Purpose:
    return _purposes[code.purpose]


def send(purpose: str, subject: str | UUID, *, email_hash: str, language: str) -> None:
    """Have a new code mailed, in place of any earlier one. Nothing is sent if the address that is
    found then has another hash. Raises limits.TooMany."""
    limits.check("codes-subject", purpose, subject)
    limits.check("codes-email", email_hash)
    with transaction.atomic():
        now = timezone.now()
        same = Q(purpose=purpose, subject=str(subject))
        EmailCode.objects.filter(same | Q(expires_at__lte=now)).discard()
        code = EmailCode.objects.create(
            purpose=purpose,
            subject=str(subject),
            email_hash=email_hash,
            expires_at=now + LIFETIME,
            attempts_left=TRIES,
        )
        queue(MAIL, code.pk, language=language)


def check(purpose: str, subject: str | UUID, typed: str) -> bool:
    """Whether the code is right, for the first time. Each wrong one costs a try; after many wrong
    ones in a day a code has one try only. Never raises: a try that is rolled back is none."""
    return proven(purpose, subject, typed) is not None


def proven(purpose: str, subject: str | UUID, typed: str) -> str | None:
    """The hash of the address that the right code proves; None for a wrong one."""
    code, plain = current(purpose, subject), read(typed)
    if code is None or plain is None:
        return None
    right = matches(code, plain)
    mine = EmailCode.objects.usable().filter(pk=code.pk)
    spent = {"used_at": timezone.now()} if right else {}
    if not mine.update(attempts_left=F("attempts_left") - 1, **spent):
        return None
    if not right and limits.count("codes-wrong", purpose, subject) is not None:
        mine.update(attempts_left=0)
    return code.email_hash if right else None


def current(purpose: str, subject: str | UUID) -> EmailCode | None:
    """The code that can be typed now."""
    mine = EmailCode.objects.usable().filter(purpose=purpose, subject=str(subject))
    return mine.order_by("-created_at", "pk").first()


def tries_left(purpose: str, subject: str | UUID) -> int:
    code = current(purpose, subject)
    return code.attempts_left if code else 0


def refusal(purpose: str, subject: str | UUID) -> str:
    """What to tell after a wrong code."""
    number = tries_left(purpose, subject)
    if not number:
        return _("This code cannot be used any more. Ask for a new one with the button below")
    return ngettext(
        "This is not the code that we sent last. You can try %(number)d more time",
        "This is not the code that we sent last. You can try %(number)d more times",
        number,
    ) % {"number": number}


def read(typed: str) -> str | None:
    """The code in its one spelling; None for what cannot be one."""
    return fields.CodeField.plain(typed)


def matches(code: EmailCode, plain: str) -> bool:
    """Under any of the keys: one may have been added since the mail was sent."""
    return any(constant_time_compare(plain, derive(code.pk, key)) for key in settings.LOOKUP_KEYS)


def text_of(code: EmailCode) -> str:
    """The code, for the mail alone."""
    return derive(code.pk, settings.LOOKUP_KEYS[0])


def derive(row: UUID, secret: str) -> str:
    number = int.from_bytes(hmac.digest(derived_key(secret, "e-mail code"), row.bytes, "sha256"))
    return "".join(
        ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(LENGTH)
    )


def recipient_of(code: EmailCode) -> str | None:
    """The address to which the code may go: the one that it was asked for."""
    address = purpose_of(code).recipient(code.subject)
    return address if address and is_hash_of(code.email_hash, "email", address) else None


class CodeForm(QuestionForm):
    """The page on which a code is typed."""

    heading_in_label = False  # type: ignore[assignment]  # the page has a heading of its own
    code = fields.CodeField(
        label=gettext_lazy("Code from the e-mail"),
        help_text=gettext_lazy("Six letters and digits. Small letters and spaces are fine."),
        error_messages={"required": fields.CodeField.wrong},
    )
