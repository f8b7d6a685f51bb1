"""Over HTTP: every transition that a role may make is made, every other is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.roles import ALL_ROLES, APPROVERS, AUDITORS, CASE_OFFICERS, NEEDS_SECOND_FACTOR
from forms.casework import transitions
from forms.casework.models import Case, Registration, Status
from forms.casework.registrations import State
from forms.casework.workflow import TRANSITIONS, Who
from forms.outbox.models import Message
from tests.forms.desk_cases import applied, leaks, registered

pytestmark = pytest.mark.django_db

ROLE_OF = {Who.OFFICER: CASE_OFFICERS, Who.APPROVER: APPROVERS}
SENT = {"note": "Because of this.", "steps": ["name"]}


def send(client: Client, case: Case, name: str, data: Any = None) -> Any:
    return client.post(reverse("case_move", args=[case.pk, name]), SENT if data is None else data)


@pytest.mark.parametrize("role", sorted(ALL_ROLES))
@pytest.mark.parametrize("status", Status.values)
def test_a_role_makes_its_own_transitions_and_no_other(
    staff: Callable[..., Client], role: str, status: str
) -> None:
    client = staff(role)
    for transition in TRANSITIONS:
        case = applied(status)
        response = send(client, case, transition.name)
        case.refresh_from_db()
        if ROLE_OF.get(transition.who) == role and status in transition.sources:
            assert (response.status_code, case.status) == (303, transition.target), transition.name
            event = case.events.get(kind=transition.name)
            assert event.actor.username == role
        else:
            assert case.status == status, transition.name
            assert not case.events.filter(kind=transition.name).exists()
            assert response.status_code in {302, 303, 403, 404}


def test_a_stranger_moves_nothing() -> None:
    case = applied()
    response = send(Client(), case, "take")
    assert "/admin/login/" in response["Location"]
    case.refresh_from_db()
    assert case.status == Status.SUBMITTED


@pytest.mark.parametrize("role", sorted(NEEDS_SECOND_FACTOR))
@pytest.mark.parametrize("status", Status.values)
def test_the_page_offers_what_the_role_may_do_now(
    staff: Callable[..., Client], role: str, status: str
) -> None:
    case = applied(status)
    page = staff(role).get(reverse("case", args=[case.pk])).content.decode()
    for transition in TRANSITIONS:
        offered = reverse("case_move", args=[case.pk, transition.name]) in page
        expected = ROLE_OF.get(transition.who) == role and status in transition.sources
        assert offered == expected, transition.name


def test_what_only_applicants_and_the_site_do_has_no_address(
    staff: Callable[..., Client],
) -> None:
    client = staff(CASE_OFFICERS, APPROVERS)
    for name in [one.name for one in TRANSITIONS if one.who not in ROLE_OF] + ["fly"]:
        assert send(client, applied(Status.RETURNED), name).status_code == 404


def test_a_returned_case_opens_the_marked_questions_with_the_note(
    staff: Callable[..., Client],
) -> None:
    case = applied(Status.IN_REVIEW)
    send(staff(CASE_OFFICERS), case, "return", {"note": "Which year?", "steps": ["studies"]})
    case.refresh_from_db()
    assert (case.returned_steps, case.return_note) == (["studies"], "Which year?")
    assert Message.objects.get(kind="case-returned")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("return", {"note": "Which year?"}, "Mark at least one question."),
        ("return", {"steps": ["studies"]}, "Tell the applicant what you ask for."),
        ("return", {"note": " ", "steps": ["studies"]}, "Tell the applicant what you ask for."),
        ("return", {"note": "x", "steps": ["nothing"]}, "nothing is not one of the available"),
        ("return", {"note": "x" * 4001, "steps": ["studies"]}, "at most 4000 characters"),
        ("return", {"note": "\x00", "steps": ["studies"]}, "cannot be read"),
        ("decline", {}, "Tell the applicant why it is declined."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    staff: Callable[..., Client], name: str, data: dict[str, Any], said: str
) -> None:
    case = applied(Status.IN_REVIEW)
    response = send(staff(CASE_OFFICERS, APPROVERS), case, name, data)
    page = response.content.decode()
    assert response.status_code == 400
    assert said in page
    assert leaks(response) == []
    assert "\x00" in data.get("note", "") or data.get("note", "").strip() in page
    case.refresh_from_db()
    assert case.status == Status.IN_REVIEW


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ur", "rtl")])
def test_the_officer_writes_in_the_applicant_s_language(
    staff: Callable[..., Client], language: str, direction: str
) -> None:
    case = applied(Status.IN_REVIEW, language=language)
    page = staff(CASE_OFFICERS).get(reverse("case", args=[case.pk])).content.decode()
    area = page.split('name="note"')[1].split(">")[0]
    assert f'lang="{language}"' in area
    assert f'dir="{direction}"' in area


def test_a_second_click_is_answered_as_the_first(staff: Callable[..., Client]) -> None:
    client, case = staff(CASE_OFFICERS), applied()
    for _ in range(2):
        response = client.post(reverse("case_move", args=[case.pk, "take"]), follow=True)
    assert "moved on meanwhile" not in response.content.decode()
    assert case.events.filter(kind="take").count() == 1


def test_who_comes_second_is_told_that_the_case_has_moved_on(
    staff: Callable[..., Client],
) -> None:
    first, case = staff(CASE_OFFICERS), applied()
    send(first, case, "take")
    other = staff(CASE_OFFICERS, AUDITORS)
    response = other.post(reverse("case_move", args=[case.pk, "take"]), follow=True)
    assert "The case has moved on meanwhile: In review." in response.content.decode()
    assert case.events.filter(kind="take").count() == 1


def test_a_case_that_moves_between_page_and_button_is_left_alone(
    staff: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, case = staff(APPROVERS), applied(Status.IN_REVIEW)
    real = transitions.move

    def after_the_applicant(case: Case, name: str, **more: Any) -> Any:
        real(Case.objects.get(pk=case.pk), "withdraw", by=Who.APPLICANT)
        return real(case, name, **more)

    monkeypatch.setattr("forms.casework.views.acting.move", after_the_applicant)
    response = client.post(reverse("case_move", args=[case.pk, "approve"]), follow=True)
    assert "The case has moved on meanwhile: Withdrawn." in response.content.decode()
    case.refresh_from_db()
    assert case.status == Status.WITHDRAWN


def test_the_address_of_an_action_leads_to_the_case(staff: Callable[..., Client]) -> None:
    case, client = registered(), staff(CASE_OFFICERS, APPROVERS)
    for name in ("case_note", "case_reveal", "case_email", "case_revoke"):
        response = client.get(reverse(name, args=[case.pk]))
        assert response["Location"] == reverse("case", args=[case.pk]), name
    assert client.get(reverse("case_move", args=[case.pk, "take"])).status_code == 302


def test_a_note_is_for_those_who_work_on_the_case(staff: Callable[..., Client]) -> None:
    case, officer = applied(), staff(CASE_OFFICERS)
    address = reverse("case", args=[case.pk])
    for _ in range(2):
        response = officer.post(reverse("case_note", args=[case.pk]), {"note": "Rang the school"})
    assert response.status_code == 303
    assert case.events.filter(kind="note").count() == 1
    assert "Rang the school" in officer.get(address).content.decode()
    assert "Rang the school" in staff(APPROVERS).get(address).content.decode()
    auditor = staff(AUDITORS)
    assert "Rang the school" not in auditor.get(address).content.decode()
    assert "Rang the school" not in auditor.get(reverse("cases_audit")).content.decode()
    assert auditor.post(reverse("case_note", args=[case.pk]), {"note": "x"}).status_code == 302
    assert case.events.filter(kind="note").count() == 1


def test_a_note_is_encrypted(staff: Callable[..., Client]) -> None:
    case = applied()
    staff(CASE_OFFICERS).post(reverse("case_note", args=[case.pk]), {"note": "Rang the school"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT why, note FROM casework_caseevent WHERE kind = 'note'")
        assert "school" not in str(cursor.fetchall())


def test_an_approver_revokes_with_a_reason_and_the_holder_has_mail(
    staff: Callable[..., Client],
) -> None:
    case, client = registered(), staff(APPROVERS)
    address = reverse("case_revoke", args=[case.pk])
    assert client.post(address, {"note": ""}).status_code == 400
    assert client.post(address, {"note": "It was obtained with another's card."}).status_code == 303
    registration = Registration.objects.get()
    assert registration.state == State.REVOKED
    event = case.events.get(kind="revoked")
    assert (event.why, event.actor.username) == (registration.number, APPROVERS)
    assert Message.objects.get(kind="registration-revoked").target == str(registration.pk)
    again = client.post(address, {"note": "Once more."}, follow=True)
    assert "no registration to revoke" in again.content.decode()
    assert case.events.filter(kind="revoked").count() == 1


@pytest.mark.parametrize("role", sorted(set(ALL_ROLES) - {APPROVERS}))
def test_nobody_else_revokes(staff: Callable[..., Client], role: str) -> None:
    case = registered()
    client = staff(role)
    client.post(reverse("case_revoke", args=[case.pk]), {"note": "Because of this."})
    assert Registration.objects.get().state == State.ACTIVE
    assert "Revoke the registration" not in (
        client.get(reverse("case", args=[case.pk])).content.decode()
    )


def test_looking_is_an_event_once_an_hour_for_each_person(staff: Callable[..., Client]) -> None:
    case, officer = applied(), staff(CASE_OFFICERS)
    address = reverse("case", args=[case.pk])
    for client in (officer, officer, staff(APPROVERS)):
        client.get(address)
    assert case.events.filter(kind="viewed").count() == 2


def test_an_hour_later_a_look_is_another(
    staff: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, officer = applied(), staff(CASE_OFFICERS)
    address = reverse("case", args=[case.pk])
    officer.get(address)
    monkeypatch.setattr("forms.casework.views.case.LOOKED_AGAIN", timedelta())
    officer.get(address)
    assert case.events.filter(kind="viewed").count() == 2
