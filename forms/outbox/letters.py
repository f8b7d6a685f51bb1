"""From a row of the outbox to a mail that can be handed over."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils.translation import override

from forms.outbox import registry
from forms.outbox.models import MailText, Message
from forms.outbox.registry import Envelope
from forms.outbox.rendering import Letter, render


def letter_for(message: Message) -> EmailMultiAlternatives | None:
    """The mail, or None if there is nothing to send any more. What the builder writes (a token)
    is stored before anything leaves."""
    kind = registry.kind(message.kind)
    with transaction.atomic(), override(message.language):
        envelope = kind.build(message.target, message.language, message)
    if envelope is None:
        return None
    words = MailText.objects.get(code=message.kind).words(message.language)
    return enveloped(message, envelope, render(kind, words, envelope, message.language))


def enveloped(message: Message, envelope: Envelope, letter: Letter) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, to=[envelope.to], headers=headers(message)
    )
    mail.attach_alternative(letter.html, "text/html")
    return mail


def headers(message: Message) -> dict[str, str]:
    """The same Message-ID at every attempt: a mail that arrives twice is known to be the same.
    Machines do not answer machines (RFC 3834)."""
    return {
        "Message-ID": f"<{message.pk}@{domain()}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": message.language,
    }


def domain() -> str:
    """Where the site's own mail comes from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
