"""What an applicant reads about the application, and what can be done with it, status by status."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from forms.casework.events import Kind
from forms.casework.models import Case, CaseEvent, Registration, Status, Visit
from forms.casework.registrations import State
from forms.casework.tracking.story import TOLD
from forms.casework.workflow import BY_NAME, FOR_APPLICANT, OPEN
from forms.engine.moments import in_words
from forms.outbox.models import Message
from tests.forms.followers import Follower, address, followed_case, text_of

pytestmark = pytest.mark.django_db

OFFICER, INTERNAL = "Officer Khan", "INTERNAL-REMARK"
BUDGET = 8
# What the page offers, and what the server does, in each status.
MAY = {
    Status.SUBMITTED: {"withdraw"},
    Status.IN_REVIEW: {"withdraw"},
    Status.RETURNED: {"withdraw", "answer"},
    Status.APPROVED: set(),
    Status.DECLINED: set(),
    Status.WITHDRAWN: set(),
}


def officer() -> User:
    return User.objects.create_user(
        f"khan-{uuid4().hex[:6]}", first_name="Officer", last_name="Khan"
    )


def registered(case: Case, days: int = 300, state: str = State.ACTIVE) -> Registration:
    today = timezone.localdate()
    case.registration = Registration.objects.create(
        service=case.service, number=f"FL-{uuid4().hex[:8]}", holder_name=case.applicant_name,
        cnic=case.cnic, cnic_hash=case.cnic_hash, state=state,
        valid_from=today - timedelta(days=60), valid_until=today + timedelta(days=days),
    )  # fmt: skip
    case.save()
    return case.registration


def page_of(case: Case, language: str = "en", name: str = "track_case") -> str:
    return text_of(Follower(language).enter(case).get(name))


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("language", ["en", "ur"])
def test_each_status_is_told_in_the_applicants_words(status: str, language: str) -> None:
    case = followed_case(status)
    page = page_of(case, language)
    with override(language):
        assert str(FOR_APPLICANT[status].title) in page
        assert str(FOR_APPLICANT[status].waiting) in page
    assert case.reference in page
    assert f'lang="{language}"' in page


@pytest.mark.parametrize("status", OPEN)
@pytest.mark.parametrize("language", ["en", "ur"])
def test_until_when_something_is_waited_for_is_told_as_a_day(status: str, language: str) -> None:
    due = timezone.now() + timedelta(days=12)
    page = page_of(followed_case(status, due_at=due), language)
    with override(language):
        assert in_words(timezone.localdate(due)) in page


def test_being_late_is_admitted() -> None:
    case = followed_case(Status.IN_REVIEW, due_at=timezone.now() - timedelta(days=2))
    assert "are late" in page_of(case)


def test_without_a_deadline_none_is_told() -> None:
    assert "We mean to" not in page_of(followed_case(Status.SUBMITTED))


@pytest.mark.parametrize("status", Status.values)
def test_each_status_offers_what_can_be_done_and_nothing_else(status: str) -> None:
    page = page_of(followed_case(status))
    offered = {name for name in ("withdraw", "answer") if f'"{address(f"track_{name}")}"' in page}
    assert offered == MAY[Status(status)]
    for always in ("track_data", "track_delete", "track_finish"):
        assert f'"{address(always)}"' in page


@pytest.mark.parametrize("status", Status.values)
def test_withdrawing_does_what_the_workflow_allows(status: str) -> None:
    case = followed_case(status)
    follower = Follower().enter(case)
    asked = follower.get("track_withdraw")
    response = follower.post("track_withdraw")
    case.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, address("track_case"))
    if "withdraw" in MAY[Status(status)]:
        assert asked.status_code == 200
        assert case.status == Status.WITHDRAWN
        event = case.events.get(kind="withdraw")
        assert (event.from_status, event.to_status, event.actor) == (status, "withdrawn", None)
        assert Message.objects.filter(kind="case-withdrawn", target=str(event.pk)).exists()
    else:
        assert (asked.status_code, asked["Location"]) == (303, address("track_case"))
        assert case.status == status
        assert not case.events.exists()


def test_withdrawing_twice_is_one_withdrawal() -> None:
    case = followed_case()
    follower = Follower().enter(case)
    assert {follower.post("track_withdraw").status_code for _ in range(2)} == {303}
    assert case.events.filter(kind="withdraw").count() == 1


@pytest.mark.parametrize("name", ["track_withdraw", "track_delete", "track_answer", "track_finish",
                                  "track_download", "track_again"])  # fmt: skip
def test_following_a_link_changes_nothing(name: str) -> None:
    """Browsers and scanners of mail open addresses of their own accord."""
    case = followed_case(Status.RETURNED)
    follower = Follower().enter(case)
    before = list(Case.objects.values())
    assert follower.get(name).status_code in {200, 303}
    assert list(Case.objects.values()) == before
    assert not case.events.exists()
    assert Visit.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(method: str) -> None:
    follower = Follower().enter(followed_case())
    for name in ("track", "track_code", "track_case", "track_delete", "track_finish"):
        assert getattr(follower.client, method)(address(name)).status_code == 405


def with_a_long_history() -> Case:
    """Every kind of event, with words of staff to each."""
    case, khan = followed_case(Status.IN_REVIEW), officer()
    for number, kind in enumerate(Kind.values):
        if kind not in (Kind.EXPORTED, Kind.ERASED):
            CaseEvent.objects.create(
                case=case, kind=kind, actor=khan, why="SECRET-WHY", note=f"{INTERNAL}-{number}",
                at=timezone.now() - timedelta(days=60 - number),
            )  # fmt: skip
    return case


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("name", ["track_case", "track_data"])
def test_the_history_tells_what_happened_and_nothing_of_staff(language: str, name: str) -> None:
    case = with_a_long_history()
    page = page_of(case, language, name)
    with override(language):
        for kind in ("submit", "take", "return", "answer", "granted", "email_changed"):
            assert str(TOLD[kind]) in page
    for secret in (OFFICER, "Khan", "khan-", "SECRET-WHY", "Viewed", "Revealed", "Flagged"):
        assert secret not in page
    told = {kind for place, kind in enumerate(Kind.values) if f"{INTERNAL}-{place}<" in page}
    assert told == {"return", "decline", "approve", "revoked"}


def test_what_is_taken_away_tells_nothing_of_staff_either() -> None:
    follower = Follower().enter(with_a_long_history())
    content = text_of(follower.post("track_download"))
    assert [one for one in (OFFICER, "Khan", "khan-", "SECRET-WHY") if one in content] == []
    assert content.count(INTERNAL) == 4


def test_the_words_of_a_decision_stand_beside_it() -> None:
    case = followed_case(Status.DECLINED)
    CaseEvent.objects.create(case=case, kind="return", note="Asked once.")
    CaseEvent.objects.create(case=case, kind="decline", note="Not from here.")
    page = page_of(case)
    assert page.index("What the officer wrote") < page.index("Not from here.")


def test_words_of_staff_are_shown_as_words() -> None:
    case = followed_case(Status.DECLINED)
    CaseEvent.objects.create(case=case, kind="decline", note="<script>alert(1)</script>")
    assert "<script>alert" not in page_of(case)


@pytest.mark.parametrize("state", State.values)
def test_a_registration_is_told_with_number_and_last_day(state: str) -> None:
    case = followed_case(Status.APPROVED)
    registration = registered(case, state=state)
    page = page_of(case)
    assert registration.number in page
    assert in_words(registration.valid_until) in page
    assert {"active": "Valid", "expired": "Expired", "revoked": "Revoked"}[state] in page


@pytest.mark.parametrize(
    ("days", "state", "renewable"),
    [(300, State.ACTIVE, False), (30, State.ACTIVE, True), (-1, State.EXPIRED, True),
     (20, State.REVOKED, False)],
)  # fmt: skip
def test_a_registration_that_runs_out_can_be_renewed(
    start_page: Any, days: int, state: str, renewable: bool
) -> None:
    case = followed_case(Status.APPROVED)
    registered(case, days, state)
    assert ('href="/en/internships/"' in page_of(case).split("<main")[1]) == renewable


@pytest.mark.parametrize("name", ["track_case", "track_data", "track_withdraw", "track_delete"])
@pytest.mark.parametrize("status", [Status.RETURNED, Status.APPROVED])
def test_a_page_stays_within_its_budget(name: str, status: str, start_page: Any) -> None:
    case = followed_case(status, returned_steps=["name"], return_note="Please.")
    registered(case, 10)
    for _ in range(20):
        CaseEvent.objects.create(case=case, kind="take", actor=officer())
    follower = Follower().enter(case)
    follower.get(name)
    Visit.objects.update(expires_at=timezone.now() + timedelta(minutes=5))
    with CaptureQueriesContext(connection) as captured:
        follower.get(name)
    asked = [one["sql"] for one in captured if "contentchange" not in one["sql"]]
    assert len(asked) <= BUDGET, "\n".join(asked)


def test_every_transition_has_words_for_the_applicant_in_both_languages() -> None:
    for one in BY_NAME.values():
        with override("ur"):
            urdu = str(one.applicant)
        with override("en"):
            assert str(one.applicant)
        assert urdu
