"""For the tests of the rooms that send mail."""

from django.core import mail
from django.core.mail import EmailMessage

from forms.outbox.models import MailAttempt, Outcome
from forms.outbox.sending import send_due

PLENTY = 120.0  # seconds


def deliver(*, strict: bool = True) -> list[EmailMessage]:
    """Send everything that is due now; returns what arrived, in the order of sending.

    Raises AssertionError if an attempt did not succeed, unless `strict` is off. The links of a
    mail stand in its text (`mail.body`), the HTML is `mail.alternatives[0].content`.
    """
    before = len(mail.outbox)
    seen = set(MailAttempt.objects.values_list("pk", flat=True))
    send_due(budget=PLENTY)
    if strict:
        bad = MailAttempt.objects.exclude(pk__in=seen).filter(
            outcome__in=[Outcome.POSTPONED, Outcome.REFUSED]
        )
        wrong = [f"{one.message.kind}: {one.error}" for one in bad.select_related("message")]
        assert not wrong, f"mail was not sent: {wrong}"  # noqa: S101
    return list(mail.outbox[before:])
