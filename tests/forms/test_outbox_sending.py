"""Each mail is sent at least once, whatever fails or is killed; what came of it is on record."""

import smtplib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from config import scheduler
from forms.engine.models import Draft
from forms.outbox import sending
from forms.outbox.models import MailAttempt, Message, State
from forms.outbox.queue import queue
from forms.outbox.retention import remove_old
from forms.outbox.sending import BACK_OFF, send_due
from forms.outbox.testing import deliver
from forms.outbox.transport import Transport
from tests.forms.mailing import (
    ADDRESS,
    KIND,
    LINK,
    MAILERS,
    NAME,
    TOKEN,
    Killed,
    Server,
    arrived,
    envelope,
    later,
    make_kind,
    make_words,
    raising,
    refused,
    registered,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_server(settings, monkeypatch):
    """One kind of mail, and a mail server that takes everything."""
    settings.MAILERS = MAILERS
    for moment in ("on_open", "on_send", "after_send"):
        monkeypatch.setattr(Server, moment, None)
    with registered():
        make_kind()
        yield Server


@pytest.fixture(autouse=True)
def words(db):
    return make_words()


def queued(target: object = 1, **more: object) -> Message:
    queue(KIND, target, language="en", **more)
    return Message.objects.order_by("-queued_at").first()


def outcomes(message: Message | None = None) -> list[str]:
    rows = message.attempts if message else MailAttempt.objects
    return list(rows.order_by("pk").values_list("outcome", flat=True))


def again(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


# Sent ---------------------------------------------------------------------------------------------


def test_what_is_due_is_sent_and_on_record() -> None:
    message = queued()
    (mail,) = deliver()
    assert mail.to == [ADDRESS]
    assert again(message).state == State.SENT
    assert again(message).ended_at
    assert outcomes(message) == ["sent"]


def test_what_is_sent_is_not_sent_again() -> None:
    queued()
    assert len(deliver()) == 1
    assert deliver() == []


def test_what_is_due_later_waits() -> None:
    queued(due_at=timezone.now() + timedelta(days=27))
    assert deliver() == []
    with later(days=28):
        assert len(deliver()) == 1


def test_the_longest_due_is_sent_first() -> None:
    make_kind(lambda target, *_: envelope(code=target))
    now = timezone.now()
    for minutes in (1, 3, 2):
        queued(f"due-{minutes}", due_at=now - timedelta(minutes=minutes))
    codes = [mail.body.split("Registration:\n\n")[1].split("\n")[0] for mail in deliver()]
    assert codes == ["due-3", "due-2", "due-1"]


def test_machines_do_not_answer_and_a_second_delivery_is_recognised() -> None:
    message = queued()
    (mail,) = deliver()
    sent = mail.message()
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Message-ID"] == f"<{message.pk}@localhost>"


def test_nothing_of_the_person_is_in_the_subject_or_in_the_rows() -> None:
    queued("17")
    (mail,) = deliver()
    stored = [str(row) for model in (Message, MailAttempt) for row in model.objects.values_list()]
    for secret in (ADDRESS, NAME, TOKEN, LINK, "7K2M9Q"):
        assert secret not in mail.subject
        assert not any(secret in row for row in stored)


def test_the_worker_sends_mail_every_second() -> None:
    job = next(one for one in scheduler.jobs() if one.work is send_due)
    assert job.every == 1
    message = queued()
    job.work()
    assert again(message).state == State.SENT


def test_a_round_without_mail_asks_the_database_once(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert send_due() == 0


def test_a_round_ends_in_time_and_the_next_goes_on(monkeypatch) -> None:
    queued(1)
    queued(2)
    assert send_due(budget=0) == 0
    clock = iter(range(0, 1000, 3))
    monkeypatch.setattr(sending.time, "monotonic", lambda: next(clock))
    assert send_due(budget=5) == 1
    assert send_due(budget=5) == 1
    assert len(arrived()) == 2


# Not needed any more ------------------------------------------------------------------------------


def test_mail_about_something_that_is_gone_is_dropped() -> None:
    make_kind(lambda *_: None)
    message = queued()
    assert deliver() == []
    assert again(message).state == State.DROPPED
    assert outcomes(message) == ["dropped"]


# Failures -----------------------------------------------------------------------------------------


def test_a_builder_that_fails_is_an_attempt_and_is_tried_again() -> None:
    make_kind(raising(RuntimeError(f"no row for {ADDRESS}")))
    message = queued()
    assert deliver(strict=False) == []
    attempt = message.attempts.get()
    assert (attempt.outcome, attempt.error) == ("postponed", "RuntimeError")
    make_kind()
    with later(minutes=2):
        assert len(deliver()) == 1
    assert outcomes(message) == ["postponed", "sent"]


def test_tests_are_told_of_an_attempt_that_failed() -> None:
    make_kind(raising(RuntimeError()))
    queued()
    with pytest.raises(AssertionError, match="test-code: RuntimeError"):
        deliver()


def test_a_failure_does_not_stop_the_others() -> None:
    def build(target, language, message):
        if target == "broken":
            Draft.objects.create(token_hash="x", expires_at=timezone.now(), language="xx")
        return envelope()

    make_kind(build)
    broken, whole = queued("broken"), queued("whole")
    assert len(deliver(strict=False)) == 1
    assert broken.attempts.get().error in {"IntegrityError", "CheckViolation"}
    assert again(whole).state == State.SENT


def test_attempts_are_ever_further_apart_and_end() -> None:
    make_kind(raising(RuntimeError()))
    message = queued()
    began = timezone.now()
    waits = []
    for _ in BACK_OFF:
        with later(seconds=(again(message).due_at - timezone.now()).total_seconds()) as moment:
            send_due()
            waits.append(again(message).due_at - moment)
    assert waits == list(BACK_OFF)
    assert waits == sorted(waits)
    assert again(message).state == State.WAITING
    with later(days=10):
        send_due()
    assert again(message).state == State.FAILED
    assert outcomes(message) == ["postponed"] * len(BACK_OFF) + ["refused"]
    assert again(message).due_at - began > timedelta(days=2)


def test_an_address_that_is_refused_for_good_is_not_tried_again(monkeypatch) -> None:
    monkeypatch.setattr(Server, "on_send", raising(refused(550)))
    message = queued()
    deliver(strict=False)
    assert again(message).state == State.FAILED
    attempt = message.attempts.get()
    assert (attempt.outcome, attempt.error) == ("refused", "SMTPRecipientsRefused 550")


def test_an_address_that_is_refused_for_now_is_tried_again(monkeypatch) -> None:
    monkeypatch.setattr(Server, "on_send", raising(refused(450)))
    message = queued()
    deliver(strict=False)
    assert again(message).state == State.WAITING
    monkeypatch.setattr(Server, "on_send", None)
    with later(minutes=2):
        assert len(deliver()) == 1


@pytest.mark.parametrize("address", ["", "two@example.com\nBcc: x@example.com"])
def test_what_is_no_address_is_refused_at_once(address: str) -> None:
    make_kind(lambda *_: type(envelope())(address, envelope().values, LINK))
    message = queued()
    assert deliver(strict=False) == []
    assert again(message).state == State.FAILED


def test_a_mail_server_that_is_away_costs_the_next_message_no_attempt(monkeypatch) -> None:
    monkeypatch.setattr(Server, "on_open", raising(ConnectionRefusedError()))
    first, second = queued(1), queued(2)
    assert send_due() == 1
    assert first.attempts.get().error == "ConnectionRefusedError"
    assert not second.attempts.exists()
    monkeypatch.setattr(Server, "on_open", None)
    with later(minutes=2):
        assert len(deliver()) == 2


def test_a_broken_connection_is_not_used_for_the_next_mail(monkeypatch) -> None:
    opened = []
    monkeypatch.setattr(Server, "on_open", lambda: opened.append(1))
    trouble = iter([smtplib.SMTPServerDisconnected(), None, None])

    def send() -> None:
        if error := next(trouble):
            raise error

    monkeypatch.setattr(Server, "on_send", send)
    for target in range(3):
        queued(target)
    assert len(deliver(strict=False)) == 2
    assert len(opened) == 2


def test_what_a_builder_wrote_is_kept_when_the_sending_fails(monkeypatch) -> None:
    def build(target, language, message):
        Draft.objects.create(token_hash=target, expires_at=timezone.now(), language="en")
        return envelope()

    make_kind(build)
    monkeypatch.setattr(Server, "on_send", raising(smtplib.SMTPServerDisconnected()))
    queued("minted")
    deliver(strict=False)
    assert Draft.objects.filter(token_hash="minted").exists()


def test_a_kind_that_this_version_does_not_know_waits_for_one_that_does() -> None:
    message = queued()
    with registered():
        from forms.outbox import registry

        registry._kinds.pop(KIND)
        deliver(strict=False)
    assert message.attempts.get().error == "UnknownKind"
    assert again(message).state == State.WAITING


def test_nothing_of_the_person_is_logged(lines, monkeypatch) -> None:
    queued()
    deliver()
    make_kind(raising(RuntimeError(f"{NAME} {ADDRESS}")))
    queued()
    send_due()
    make_kind()
    monkeypatch.setattr(Server, "on_send", raising(refused(550)))
    queued()
    send_due()
    text = lines.getvalue()
    assert "mail not sent" in text
    assert "SMTPRecipientsRefused 550" in text
    assert not any(secret in text for secret in (NAME, ADDRESS, TOKEN))


@pytest.fixture
def lines():
    """What the outbox logs, as in production."""
    import io
    import logging

    from config.logs import logging_table

    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    formatter = logging_table("INFO")["formatters"]["json"]
    handler.setFormatter(formatter.pop("()")(**formatter))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


# Killed -------------------------------------------------------------------------------------------


def killed_when(monkeypatch, moment: str) -> None:
    """A worker that dies at that moment of its first delivery."""
    monkeypatch.setattr(Server, moment, raising(Killed()))
    with pytest.raises(Killed):
        send_due()
    monkeypatch.setattr(Server, moment, None)


@pytest.mark.parametrize(("moment", "copies"), [("on_open", 1), ("on_send", 1), ("after_send", 2)])
def test_a_killed_worker_s_message_is_sent_after_its_lease(monkeypatch, moment, copies) -> None:
    message = queued()
    killed_when(monkeypatch, moment)
    assert again(message).state == State.WAITING
    assert deliver() == []
    with later(seconds=61):
        assert len(deliver()) == 1
    assert len(arrived()) == copies
    assert len({mail.message()["Message-ID"] for mail in arrived()}) == 1
    assert outcomes(message) == ["interrupted", "sent"]


def test_a_worker_killed_in_a_builder_loses_nothing() -> None:
    make_kind(raising(Killed()))
    message = queued()
    with suppress(Killed):
        send_due()
    make_kind()
    with later(seconds=61):
        assert len(deliver()) == 1
    assert again(message).state == State.SENT


def killed_each_time(times: int) -> None:
    make_kind(raising(Killed()))
    for number in range(times):
        with later(minutes=2 * number), pytest.raises(Killed):
            send_due()
    make_kind()


def test_kills_are_no_failures_of_the_message() -> None:
    message = queued()
    killed_each_time(len(BACK_OFF) + 2)
    make_kind(raising(RuntimeError()))
    with later(days=1) as moment:
        send_due()
    assert again(message).due_at == moment + BACK_OFF[0]


def test_a_message_that_kills_every_worker_is_given_up_until_staff_ask_for_it() -> None:
    message = queued()
    killed_each_time(sending.INTERRUPTIONS)
    with later(days=1):
        deliver(strict=False)
    assert again(message).state == State.FAILED
    assert message.attempts.last().error == "KilledEachTime"
    Message.objects.unsent().ask_again()
    assert len(deliver()) == 1


def test_what_another_worker_is_sending_is_left_to_it() -> None:
    queued()
    assert sending.take()
    assert sending.take() is None


def test_a_worker_that_was_too_slow_leaves_the_message_to_the_next() -> None:
    message = queued()
    slow = sending.take()
    with later(seconds=61):
        quick = sending.take()
        with Transport() as transport:
            assert sending.send(slow, transport)
            assert arrived() == []
            assert sending.send(quick, transport)
    assert len(arrived()) == 1
    assert again(message).state == State.SENT


def test_a_slow_worker_s_failure_does_not_undo_what_another_has_sent() -> None:
    message = queued()
    slow = sending.take()
    with later(seconds=61):
        deliver()
        sending.note_failure(slow, RuntimeError())
    assert again(message).state == State.SENT


def test_a_lease_is_lengthened_if_the_looking_up_took_long() -> None:
    message = queued()
    attempt = sending.take()
    with later(seconds=20) as moment:
        sending.keep_lease(attempt.message)
    assert again(message).leased_until == moment + sending.LEASE


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_several_workers_send_each_message_once() -> None:
    make_kind(lambda target, *_: envelope(code=f"code-{target}"))
    for number in range(40):
        queued(number)
    start = Barrier(4)

    def work(_: int) -> int:
        start.wait()
        try:
            return send_due(budget=60)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        tried = sum(pool.map(work, range(4)))
    ids = Counter(mail.message()["Message-ID"] for mail in arrived())
    assert (tried, len(ids), max(ids.values())) == (40, 40, 1)
    assert Message.objects.filter(state=State.SENT).count() == 40
    assert outcomes() == ["sent"] * 40


# Forgetting ---------------------------------------------------------------------------------------


def test_what_ended_ninety_days_ago_is_forgotten_and_what_waits_is_not() -> None:
    sent = queued(1)
    deliver()
    waiting = queued(2, due_at=timezone.now() + timedelta(days=200))
    with later(days=89):
        assert remove_old() == 0
    with later(days=91):
        recent = queued(3)
        deliver()
        assert remove_old() == 1
    assert set(Message.objects.values_list("pk", flat=True)) == {waiting.pk, recent.pk}
    assert not MailAttempt.objects.filter(message_id=sent.pk).exists()
