"""Mail is put into the outbox with the change that causes it, once, and as ids only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from forms.outbox.models import Message, State
from forms.outbox.queue import queue
from forms.outbox.registry import UnknownKind
from tests.forms.mailing import KIND, make_kind, registered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kind():
    with registered():
        yield make_kind()


@pytest.mark.parametrize("key", ["", "event-1"])
def test_queueing_is_one_insert(django_assert_num_queries, key: str) -> None:
    with django_assert_num_queries(1) as queries:
        queue(KIND, 7, language="ur", key=key)
    assert queries.captured_queries[0]["sql"].startswith("INSERT")


def test_a_row_says_what_about_which_in_which_language() -> None:
    target = uuid4()
    queue(KIND, target, language="ur")
    row = Message.objects.get()
    assert (row.kind, row.target, row.language) == (KIND, str(target), "ur")
    assert (row.state, row.tries, row.key) == (State.WAITING, 0, "")


def test_mail_is_due_at_once_or_when_it_is_said() -> None:
    day = timezone.now() + timedelta(days=27)
    queue(KIND, 1, language="en")
    queue(KIND, 2, language="en", due_at=day)
    assert Message.objects.get(target="1").due_at <= timezone.now()
    assert Message.objects.get(target="2").due_at == day


def test_a_change_that_is_rolled_back_mails_nobody() -> None:
    with transaction.atomic():
        queue(KIND, 1, language="en")
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_the_same_key_queues_once_and_the_transaction_goes_on() -> None:
    with transaction.atomic():
        queue(KIND, 1, language="en", key="event-1")
        queue(KIND, 1, language="en", key="event-1")
        queue(KIND, 2, language="en", key="event-2")
    assert list(Message.objects.order_by("key").values_list("key", flat=True)) == [
        "event-1", "event-2",
    ]  # fmt: skip


def test_mail_without_a_key_is_queued_each_time() -> None:
    queue(KIND, 1, language="en")
    queue(KIND, 1, language="en")
    assert Message.objects.count() == 2


def test_a_kind_that_no_room_registered_is_refused_at_once() -> None:
    with pytest.raises(UnknownKind):
        queue("nothing", 1, language="en")


@pytest.mark.parametrize(
    "wrong", [{"language": "fr"}, {"target": "x" * 65}, {"key": "x" * 101}], ids=str
)
def test_what_cannot_be_kept_is_refused_and_not_ignored(wrong: dict[str, str]) -> None:
    given = {"target": "1", "language": "en", "key": "event-1"} | wrong
    with pytest.raises(ValueError, match="mail"):
        queue(KIND, given.pop("target"), **given)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_same_key_from_several_processes_queues_once() -> None:
    start = Barrier(6)

    def ask(_: int) -> None:
        start.wait()
        try:
            with transaction.atomic():
                queue(KIND, 1, language="en", key="event-1")
                Message.objects.count()  # the transaction is still good
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(ask, range(6)))
    assert Message.objects.count() == 1
