"""The workflow's table, the only way through it, and the history that nobody can change."""

from collections.abc import Callable
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from cases import make_case, refused
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import ALL_ROLES, APPROVERS, CASE_OFFICERS
from forms.casework import guards, transitions
from forms.casework.erasing import erase
from forms.casework.models import Case, CaseEvent, Registration, Status
from forms.casework.registrations import State, end, grant
from forms.casework.workflow import BY_NAME, OPEN, TRANSITIONS, Who, possible
from forms.outbox.models import Message

pytestmark = pytest.mark.django_db

WORDS = "Because of this."
# Who must be asked for a transition by staff.
ROLES = {Who.OFFICER: CASE_OFFICERS, Who.APPROVER: APPROVERS}
EVERY = sorted(product(Status.values, (one.name for one in TRANSITIONS), list(Who)))
TABLE = {(source.value, one.name, one.who) for one in TRANSITIONS for source in one.sources}


@pytest.fixture
def somebody() -> Callable[..., User]:
    def make(*roles: str) -> User:
        user = User.objects.create_user(f"user-{uuid4().hex[:8]}", password="x")
        user.groups.set(Group.objects.filter(name__in=roles))
        return user

    return make


@pytest.mark.parametrize(("status", "name", "who"), EVERY)
def test_a_case_moves_as_the_table_says_and_never_otherwise(
    status: str, name: str, who: Who, somebody: Callable[..., User]
) -> None:
    case = make_case(status)
    actor = somebody(ROLES[who]) if who in ROLES else None
    if (status, name, who) in TABLE:
        event = transitions.move(case, name, by=who, actor=actor, note=WORDS)
        assert case.status == BY_NAME[name].target
        assert (event.from_status, event.to_status) == (status, case.status)
    else:
        with pytest.raises(transitions.NotAllowed):
            transitions.move(case, name, by=who, actor=actor, note=WORDS)
        case.refresh_from_db()
        assert case.status == status
        assert not case.events.exists()


@pytest.mark.parametrize("role", sorted(ALL_ROLES))
@pytest.mark.parametrize("name", [one.name for one in TRANSITIONS if one.who in ROLES])
def test_staff_need_the_role_of_the_transition(
    name: str, role: str, somebody: Callable[..., User]
) -> None:
    transition = BY_NAME[name]
    case = make_case(transition.sources[0])
    if role == ROLES[transition.who]:
        transitions.move(case, name, by=transition.who, actor=somebody(role), note=WORDS)
    else:
        with pytest.raises(transitions.NotAllowed):
            transitions.move(case, name, by=transition.who, actor=somebody(role), note=WORDS)


def test_staff_are_offered_what_their_role_may_do_now(somebody: Callable[..., User]) -> None:
    case = make_case(Status.IN_REVIEW)
    offered = {role: {one.name for one in transitions.allowed(case, somebody(role))}
               for role in (CASE_OFFICERS, APPROVERS)}  # fmt: skip
    assert offered == {CASE_OFFICERS: {"release", "return"}, APPROVERS: {"approve", "decline"}}


@pytest.mark.parametrize("name", [one.name for one in TRANSITIONS if one.reason])
def test_the_applicant_is_told_why(name: str, somebody: Callable[..., User]) -> None:
    transition = BY_NAME[name]
    case = make_case(transition.sources[0])
    with pytest.raises(transitions.ReasonMissing):
        transitions.move(
            case, name, by=transition.who, actor=somebody(ROLES[transition.who]), note="  "
        )


def test_each_mail_of_a_transition_is_queued_once_with_ids_only(
    somebody: Callable[..., User],
) -> None:
    case = make_case(Status.IN_REVIEW)
    event = transitions.move(
        case, "decline", by=Who.APPROVER, actor=somebody(APPROVERS), note="My number is 0300."
    )
    row = Message.objects.get()
    assert (row.kind, row.target, row.key) == ("case-declined", str(event.pk), f"event-{event.pk}")


def test_a_returned_case_says_which_pages_and_until_when(somebody: Callable[..., User]) -> None:
    case = make_case(Status.IN_REVIEW)
    transitions.move(
        case, "return", by=Who.OFFICER, actor=somebody(CASE_OFFICERS), note="Please.",
        steps=["name"],
    )  # fmt: skip
    assert (case.returned_steps, case.return_note) == (["name"], "Please.")
    assert (case.due_at - timezone.now()).days in (29, 30)  # type: ignore[operator]
    transitions.move(case, "answer", by=Who.APPLICANT)
    assert (case.returned_steps, case.return_note) == ([], "")


def test_every_open_case_can_be_withdrawn_by_its_applicant() -> None:
    for status in OPEN:
        assert "withdraw" in {one.name for one in possible(status, Who.APPLICANT)}


def test_every_status_has_words_for_its_applicant() -> None:
    from forms.casework.workflow import FOR_APPLICANT

    assert set(Status.values) <= set(FOR_APPLICANT)
    assert all(str(one.title) and str(one.waiting) for one in FOR_APPLICANT.values())


def test_the_database_refuses_to_change_or_delete_an_event() -> None:
    case = make_case()
    event = CaseEvent.objects.create(case=case, kind="note", why="kept")
    assert refused("UPDATE casework_caseevent SET why = 'other' WHERE id = %s", event.pk)
    assert refused("DELETE FROM casework_caseevent WHERE id = %s", event.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseEvent.objects.filter(pk=event.pk).update(why="other")
    assert CaseEvent.objects.get().why == "kept"


def test_a_case_goes_by_erasing_alone() -> None:
    case = make_case()
    with pytest.raises(TypeError):
        case.delete()
    with pytest.raises(TypeError):
        Case.objects.all().delete()
    assert Case.objects.exists()


def test_an_event_without_a_case_is_kept_for_ever() -> None:
    event = CaseEvent.objects.create(kind="exported", why="internships: 3 cases")
    assert refused("DELETE FROM casework_caseevent WHERE id = %s", event.pk)


def test_the_guards_stand_again_after_every_migration() -> None:
    guards.remove(connection)
    guards.install()
    event = CaseEvent.objects.create(kind="exported")
    assert refused("DELETE FROM casework_caseevent WHERE id = %s", event.pk)


def test_an_erased_case_leaves_one_event_without_a_word_of_the_person() -> None:
    case = make_case()
    CaseEvent.objects.create(case=case, kind="note", note="Ayesha called.")
    erase(case, "at the applicant's wish")
    assert not Case.objects.exists()
    left = CaseEvent.objects.get()
    assert (left.kind, left.case, left.note) == ("erased", None, "")
    assert left.why == "internships: at the applicant's wish"


def granted(case: Case, **more: Any) -> Registration:
    with transaction.atomic():
        return grant(case, prefix="FL", months=12, **more)


def test_a_registration_is_valid_for_its_months() -> None:
    registration = granted(make_case(Status.APPROVED))
    today = timezone.localdate()
    assert registration.valid_from == today
    assert registration.valid_until.year == today.year + 1
    assert registration.number.startswith("FL-")


def test_a_renewal_is_a_new_case_on_the_same_registration() -> None:
    first = granted(make_case(Status.APPROVED))
    second = granted(make_case(Status.APPROVED))
    assert second.pk == first.pk
    assert second.cases.count() == 2  # type: ignore[attr-defined]
    assert second.valid_until.year == first.valid_until.year + 1


def test_an_expired_registration_is_renewed_from_today() -> None:
    first = granted(make_case(Status.APPROVED))
    Registration.objects.update(valid_from="2020-01-01", valid_until="2021-01-01")
    first.refresh_from_db()
    end(first, CaseEvent.Kind.EXPIRED)
    again = granted(make_case(Status.APPROVED))
    assert (again.pk, again.state) == (first.pk, State.ACTIVE)
    assert again.valid_until > timezone.localdate()


def test_a_revoked_registration_is_not_revived() -> None:
    first = granted(make_case(Status.APPROVED))
    end(first, CaseEvent.Kind.REVOKED, note="False papers.")
    assert granted(make_case(Status.APPROVED)).pk != first.pk


def test_the_database_keeps_one_live_registration_a_person() -> None:
    first = granted(make_case(Status.APPROVED))
    first.pk, first.number = None, "FL-AAAA-AAAA-A"
    with pytest.raises(DatabaseError), transaction.atomic():
        first.save(force_insert=True)
