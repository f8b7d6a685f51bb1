"""Sending what is due: take a message for a while, send it, write down what came of it.

Whatever kills a worker, nothing is lost: what it had taken is free again when the lease ends. A
message is sent twice only if its worker is killed between the sending and the writing down.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from traceback import extract_tb

import structlog
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from forms.outbox.letters import letter_for
from forms.outbox.models import MailAttempt, Message, Outcome, State
from forms.outbox.transport import Away, Refused, Transport

log = structlog.get_logger("outbox")

LEASE = timedelta(seconds=60)
# A delivery may take this long: a connection is open by then, and the mailer waits 10 seconds for
# each of the four or five answers (config/email.py).
DELIVERY = timedelta(seconds=55)
BUDGET = 5.0  # seconds a round may take, so that the worker's other jobs get their turn
BACK_OFF = tuple(timedelta(minutes=wait) for wait in (1, 5, 30, 120, 360, 1440, 1440))
# Workers are killed for many reasons; by one message so often, for one.
INTERRUPTIONS = 25


class LeaseLost(Exception):
    """Another worker has the message now."""


class KilledEachTime(Exception):
    """No worker lives through an attempt to send this message."""


def send_due(budget: float = BUDGET) -> int:
    """One round: send what is due, the longest due first. Returns how many messages were tried.

    A mail server that cannot be reached ends the round; the messages after it keep their attempts.
    """
    tried = 0
    with Transport() as transport:
        for attempt in begun(time.monotonic() + budget):
            tried += 1
            if not send(attempt, transport):
                break
    return tried


def begun(until: float) -> Iterator[MailAttempt]:
    """Attempts, each with a message that is this worker's alone, until the time is over."""
    while time.monotonic() < until and (attempt := take()):
        yield attempt


def take() -> MailAttempt | None:
    """An attempt at the message that has been due the longest, which is leased to it; None if
    nothing is due.

    Two workers never take the same one: PostgreSQL passes over rows that another has locked, on
    SQLite a transaction is alone from its beginning.
    """
    now = timezone.now()
    if not Message.objects.due(now).exists():
        return None
    with transaction.atomic():
        message = Message.objects.due(now).select_for_update(skip_locked=True).first()
        return begin(message) if message else None


def begin(message: Message) -> MailAttempt:
    """Written down before anything is done. A lease that was never given back is that of a worker
    that was killed."""
    now = timezone.now()
    if message.leased_until:
        message.interruptions += 1
        message.attempts.filter(outcome=Outcome.BEGUN).update(outcome=Outcome.INTERRUPTED)
    message.tries += 1
    message.leased_until = now + LEASE
    message.save(update_fields=["leased_until", "tries", "interruptions"])
    return MailAttempt.objects.create(message=message, at=now)


def send(attempt: MailAttempt, transport: Transport) -> bool:
    """From the looking up to the writing down. False: the mail server cannot be reached."""
    try:
        if attempt.message.interruptions >= INTERRUPTIONS:
            raise Refused from KilledEachTime()
        mail = letter_for(attempt.message)
        if mail:
            hand_over(attempt.message, mail, transport)
        finish(attempt, State.SENT if mail else State.DROPPED)
    except LeaseLost:
        log.warning("mail left to another worker", message=str(attempt.message_id))
    except Exception as error:  # noqa: BLE001  (logged, and no message may stop the others)
        note_failure(attempt, error)
        return not isinstance(error, Away)
    return True


def hand_over(message: Message, mail: EmailMultiAlternatives, transport: Transport) -> None:
    """Open the line first, then see that the lease covers the delivery. Raises LeaseLost."""
    transport.open()
    keep_lease(message)
    transport.send(mail)


def keep_lease(message: Message) -> None:
    """Lengthen a lease that may not cover a delivery. Raises LeaseLost."""
    now = timezone.now()
    if message.leased_until and message.leased_until - now >= DELIVERY:
        return
    mine = Message.objects.leased(message)
    message.leased_until = now + LEASE
    if not mine.update(leased_until=message.leased_until):
        raise LeaseLost


def finish(attempt: MailAttempt, state: State) -> None:
    """It is sent, or not needed any more; true whoever has the lease now."""
    with transaction.atomic():
        Message.objects.filter(pk=attempt.message_id).end(state)
        attempt.close(Outcome(state))
    log.info("mail", message=str(attempt.message_id), kind=attempt.message.kind, state=str(state))


def note_failure(attempt: MailAttempt, error: Exception) -> None:
    """Try again later, or never: an address that is refused, or enough attempts."""
    message = attempt.message
    for_good = isinstance(error, Refused) or message.failures > len(BACK_OFF)
    name = name_of(error)
    with transaction.atomic():
        mine = Message.objects.leased(message)
        if for_good:
            mine.end(State.FAILED)
        else:
            mine.postpone(timezone.now() + BACK_OFF[message.failures - 1])
        attempt.close(Outcome.REFUSED if for_good else Outcome.POSTPONED, name)
    log.warning(
        "mail not sent", message=str(message.pk), kind=message.kind, error=name, where=where(error)
    )


def name_of(error: Exception) -> str:
    """The class of an error and the mail server's code; its words may hold the address."""
    code = getattr(error, "code", None) or getattr(error, "smtp_code", None)
    name = type(behind(error)).__name__
    return f"{name} {code}" if code else name


def behind(error: BaseException) -> BaseException:
    """What made the mail server refuse or be away."""
    return (error.__cause__ or error) if isinstance(error, Away | Refused) else error


def where(error: Exception) -> str:
    """The last line of ours, which says more than the class and nothing of the person."""
    frames = extract_tb(behind(error).__traceback__)
    ours = [one for one in frames if "site-packages" not in one.filename]
    return f"{ours[-1].filename}:{ours[-1].lineno}" if ours else ""
