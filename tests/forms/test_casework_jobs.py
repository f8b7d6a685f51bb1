"""What comes due with time: answers, registrations, visits."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from config import scheduler
from forms.casework import jobs
from forms.casework.models import CaseEvent, Registration, Status, Visit
from forms.casework.registrations import State
from forms.casework.tracking import visits
from forms.outbox.models import Message
from forms.outbox.testing import deliver
from tests.forms.followers import EMAIL, followed_case
from tests.forms.mailing import later
from tests.forms.test_tracking_case import registered

pytestmark = pytest.mark.django_db


def today_at(clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(), clock))


def test_what_was_not_answered_in_time_is_closed() -> None:
    case = followed_case(Status.RETURNED, due_at=today_at(time(0, 0)) - timedelta(seconds=1))
    jobs.lapse_unanswered()
    case.refresh_from_db()
    assert (case.status, case.due_at) == (Status.WITHDRAWN, None)
    event = case.events.get()
    assert (event.kind, event.actor) == ("lapse", None)
    (sent,) = deliver()
    assert sent.to == [EMAIL]


@pytest.mark.parametrize("clock", [time(0, 0), time(9, 30), time(23, 59)])
def test_the_last_day_belongs_to_the_applicant(clock: time) -> None:
    """The days are Pakistan's, whatever the hour at which it was returned."""
    case = followed_case(Status.RETURNED, due_at=today_at(clock))
    jobs.lapse_unanswered()
    case.refresh_from_db()
    assert case.status == Status.RETURNED


@pytest.mark.parametrize("status", [one for one in Status.values if one != Status.RETURNED])
def test_nothing_else_is_closed_by_time(status: str) -> None:
    case = followed_case(status, due_at=timezone.now() - timedelta(days=90))
    jobs.lapse_unanswered()
    case.refresh_from_db()
    assert case.status == status


def test_closing_twice_is_closing_once() -> None:
    case = followed_case(Status.RETURNED, due_at=timezone.now() - timedelta(days=2))
    jobs.lapse_unanswered()
    jobs.lapse_unanswered()
    assert case.events.count() == 1
    assert Message.objects.count() == 1


@pytest.mark.parametrize(("days", "state"), [(-1, State.EXPIRED), (0, State.ACTIVE)])
def test_a_registration_is_valid_on_its_last_day_and_not_after(days: int, state: str) -> None:
    registration = registered(followed_case(Status.APPROVED), days)
    jobs.expire_registrations()
    registration.refresh_from_db()
    assert registration.state == state


def test_the_holder_is_told_that_it_ran_out_once() -> None:
    case = followed_case(Status.APPROVED)
    registration = registered(case, -1)
    for _ in range(2):
        jobs.expire_registrations()
    assert case.events.get().kind == "expired"
    (sent,) = deliver()
    assert sent.to == [EMAIL]
    assert registration.number in sent.body
    assert registration.number not in sent.subject


@pytest.mark.parametrize(("days", "told"), [(31, False), (30, True), (1, True)])
def test_the_holder_is_reminded_thirty_days_before_once(days: int, told: bool) -> None:
    registration = registered(followed_case(Status.APPROVED), days)
    for _ in range(2):
        jobs.remind_registrations()
    assert len(deliver()) == told
    registration.refresh_from_db()
    assert bool(registration.reminded_at) == told


def test_a_renewed_registration_is_reminded_of_anew() -> None:
    case = followed_case(Status.APPROVED)
    registration = registered(case, 10)
    jobs.remind_registrations()
    until = timezone.localdate() + timedelta(days=20)
    Registration.objects.update(valid_until=until, reminded_at=None)
    jobs.remind_registrations()
    assert Message.objects.filter(target=str(registration.pk)).count() == 2


@pytest.mark.parametrize("state", [State.EXPIRED, State.REVOKED])
def test_nobody_is_reminded_of_what_has_ended(state: str) -> None:
    registered(followed_case(Status.APPROVED), 10, state)
    jobs.remind_registrations()
    jobs.expire_registrations()
    assert not Message.objects.exists()
    assert not CaseEvent.objects.exists()


def test_visits_that_are_over_are_forgotten() -> None:
    case = followed_case()
    visits.begin(case=case)
    jobs.forget_visits()
    assert Visit.objects.count() == 1
    with later(minutes=31):
        jobs.forget_visits()
    assert Visit.objects.count() == 0


def test_the_scheduler_runs_every_job() -> None:
    names = [one.name for one in scheduler.jobs()]
    assert len(names) == len(set(names))
    table: Any = {one.name: one.work for one in scheduler.jobs()}
    for name, _, work in jobs.JOBS:
        assert table[name] is work
