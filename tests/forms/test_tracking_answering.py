"""Answering what an officer asked: exactly the marked questions, and nothing else is changed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from forms.casework.models import Case, Status
from forms.casework.registry import required
from forms.casework.transitions import move
from forms.casework.workflow import Who
from forms.engine.models import Draft
from forms.internships.interest import InternshipInterest
from tests.forms.followers import Follower, address, newest_code, text_of

pytestmark = pytest.mark.django_db

NOTE = "Please write your name as on your card."
# What an answer moves by itself, whatever was asked.
MOVED = {"status", "due_at", "returned_steps", "return_note"}
# What the question about the name fills.
OF_THE_NAME = {"applicant_name", "name_key", "answers"}


@pytest.fixture
def officer(db: None) -> User:
    return User.objects.create_superuser("officer", "officer@example.org", "x")


@pytest.fixture
def case(visitor: Any, officer: User) -> Case:
    """Submitted in the browser, taken, and returned with one question."""
    visitor.register()
    return returned(Case.objects.get(), officer, ["name"])


def returned(case: Case, officer: User, steps: list[str], note: str = NOTE) -> Case:
    move(case, "take", by=Who.OFFICER, actor=officer)
    move(case, "return", by=Who.OFFICER, actor=officer, note=note, steps=steps)
    case.refresh_from_db()
    return case


def rows(case: Case) -> dict[str, Any]:
    """Every column of the case and of the service's own row, as they are stored for reading."""
    case = Case.objects.get(pk=case.pk)
    own = InternshipInterest.objects.get(pk=case.pk)
    columns = {one.attname: getattr(case, one.attname) for one in Case._meta.concrete_fields}
    columns |= {one.attname: getattr(own, one.attname) for one in own._meta.concrete_fields}
    for relation in ("skills", "fields", "cities"):
        columns[relation] = sorted(getattr(own, relation).values_list("code", flat=True))
    return columns


def hidden(client: Any, url: str) -> dict[str, str]:
    """What the page's form sends along."""
    page = text_of(client.get(url))
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))


def begin(case: Case) -> Follower:
    follower = Follower().enter(case)
    response = follower.post("track_answer")
    assert response.status_code == 303
    assert response["Location"] == "/en/internships/apply/"
    return follower


def send(follower: Follower, step: str, answers: dict[str, Any]) -> Any:
    url = f"/en/internships/apply/{step}/"
    return follower.client.post(url, hidden(follower.client, url) | answers)


def test_what_is_asked_stands_on_the_page_with_the_last_day(case: Case) -> None:
    page = text_of(Follower().enter(case).get())
    assert NOTE in page
    assert "What is your full name?" in page
    assert "What is your CNIC number?" not in page
    assert "Answer by the end of" in page


def test_exactly_the_marked_question_opens_and_nothing_else_changes(case: Case) -> None:
    before = rows(case)
    follower = begin(case)
    assert rows(case) == before  # not before the answer is sent
    first = follower.client.get("/en/internships/apply/")
    assert first["Location"] == "/en/internships/apply/name/"
    shown = text_of(follower.client.get("/en/internships/apply/name/"))
    assert NOTE in shown
    assert "Ayesha Siddiqui" in shown
    for closed in ("cnic", "contact", "skills"):
        send_away = follower.client.get(f"/en/internships/apply/{closed}/")
        assert send_away.status_code in {303, 404}, closed
        refused = follower.client.post(f"/en/internships/apply/{closed}/", {"cnic": "1" * 13})
        assert refused.status_code in {303, 403, 404}, closed
    assert send(follower, "name", {"full_name": "Ayesha Siddiqui Khan"}).status_code == 303
    sent = send(follower, "check", {})
    assert sent["Location"].endswith("/apply/done/")
    after = rows(case)
    assert {name for name in before if before[name] != after[name]} == MOVED | OF_THE_NAME
    assert after["applicant_name"] == "Ayesha Siddiqui Khan"
    assert {**after["answers"], "name": 0} == {**before["answers"], "name": 0}
    assert after["status"] == Status.SUBMITTED
    assert (after["returned_steps"], after["return_note"]) == ([], "")


def test_the_answer_is_told_in_the_history(case: Case) -> None:
    follower = begin(case)
    send(follower, "name", {"full_name": "Ayesha"})
    send(follower, "check", {})
    page = text_of(follower.get())
    assert "You sent your answers" in page
    assert case.events.get(kind="answer").actor is None


def test_without_marked_questions_all_are_open(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(returned_steps=[])
    begin(case)
    steps = [step.slug for step in required(case.service).service.steps]
    assert Draft.objects.get(reopens=case.reference).open_steps == steps


@pytest.mark.parametrize("status", [one for one in Status.values if one != Status.RETURNED])
def test_nothing_opens_unless_something_is_asked(case: Case, status: str) -> None:
    Case.objects.filter(pk=case.pk).update(status=status)
    response = Follower().enter(case).post("track_answer")
    assert (response.status_code, response["Location"]) == (303, address("track_case"))
    assert not Draft.objects.filter(reopens=case.reference).exists()


def test_an_answer_that_was_begun_goes_on_where_it_stopped(case: Case) -> None:
    send(begin(case), "name", {"full_name": "Half Done"})
    again = begin(case)
    assert again.client.get("/en/internships/apply/")["Location"].endswith("/apply/check/")
    assert Draft.objects.filter(reopens=case.reference).count() == 1


def test_finishing_takes_the_begun_answer_from_this_computer_and_keeps_it(case: Case) -> None:
    follower = begin(case)
    send(follower, "name", {"full_name": "Half Done"})
    follower.post("track_finish")
    page = follower.client.get("/en/internships/apply/name/")
    assert "Half Done" not in text_of(page)
    again = begin(case)
    assert "Half Done" in text_of(again.client.get("/en/internships/apply/check/"))


def test_withdrawing_ends_the_begun_answer(case: Case) -> None:
    follower = begin(case)
    follower.post("track_withdraw")
    assert not Draft.objects.filter(reopens=case.reference).exists()
    response = follower.client.get("/en/internships/apply/name/")
    assert NOTE not in text_of(response)


def test_it_can_be_answered_on_the_whole_last_day(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    begin(case)
    assert Draft.objects.get(reopens=case.reference).expires_at > timezone.now()


def test_the_form_names_the_same_last_day(case: Case) -> None:
    due = timezone.now() + timedelta(days=5)
    Case.objects.filter(pk=case.pk).update(due_at=due)
    begin(case)
    draft = Draft.objects.get(reopens=case.reference)
    assert timezone.localdate(draft.expires_at) == timezone.localdate(due)


def test_an_answer_opens_after_the_forms_last_day(
    case: Case, start_page: Any, settings: Any
) -> None:
    start_page.refresh_from_db()
    start_page.closes_at = timezone.localdate() - timedelta(days=1)
    start_page.save()
    follower = begin(case)
    assert follower.client.get("/en/internships/apply/name/").status_code == 200


def test_nobody_else_gets_the_begun_answer(case: Case) -> None:
    begin(case)
    other = Follower()
    page = other.client.get("/en/internships/apply/name/")
    assert NOTE not in text_of(page)
    assert "Ayesha" not in text_of(page)


def test_another_address_in_the_answer_is_proven_and_ends_visits_through_the_former(
    visitor: Any, officer: User
) -> None:
    """Whoever has the former mailbox sees nothing any more."""
    visitor.register()
    case = returned(Case.objects.get(), officer, ["contact"])
    follower = begin(case)
    send(follower, "contact", {"email": "new@example.com", "mobile": "0300 1234567"})
    assert send(follower, "check", {})["Location"].endswith("/apply/verify/")
    case.refresh_from_db()
    assert case.email == "ayesha@example.com"
    send(follower, "verify", {"code": newest_code()})
    case.refresh_from_db()
    assert (case.email, case.status) == ("new@example.com", Status.SUBMITTED)
    assert follower.get()["Location"] == address("track_ended")
    assert Follower().enter(case, "new@example.com").get().status_code == 200
