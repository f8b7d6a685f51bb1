"""Deleting an application: at once, for good, everywhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone

from accounts.models import User
from forms.casework.events import Kind
from forms.casework.models import Case, CaseEvent, Registration, Status, Visit
from forms.casework.tracking import answering
from forms.casework.transitions import record
from forms.casework.workflow import BY_NAME
from forms.engine.encryption import lookup_hash
from forms.engine.models import Draft, EmailCode
from forms.engine.references import new_reference
from forms.outbox.testing import deliver
from tests.forms.followers import EMAIL, Follower, address, followed_case, text_of
from tests.forms.test_tracking_case import registered
from tests.forms.test_tracking_data import with_file

pytestmark = pytest.mark.django_db

# What a deletion may leave behind one row more of: its own record, counters and mail without words.
MAY_GROW = {
    "casework_caseevent", "casework_visit", "form_engine_limit", "outbox_message",
    "outbox_mailattempt", "sqlite_sequence", "content_contentchange",
}  # fmt: skip


def tables() -> dict[str, list[str]]:
    """Every row of every table, as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = ["\t".join(map(str, row)) for row in cursor.fetchall()]
    return found


def traces() -> list[str]:
    """What would lead to the person."""
    hashes = [lookup_hash("email", EMAIL), lookup_hash("cnic", "3520212345671"),
              lookup_hash("phone", "+923001234567")]  # fmt: skip
    return ["Ayesha", "ayesha", "3520212345671", "35202-12345", "3001234567", "Siddiqui", *hashes]


def delete(case: Case, language: str = "en") -> Follower:
    follower = Follower(language).enter(case)
    assert follower.get("track_delete").status_code == 200
    response = follower.post("track_delete")
    assert response.status_code == 303
    assert response["Location"] == address("track_deleted", language)
    return follower


def test_nothing_of_the_person_is_left_in_any_table(
    visitor: Any, django_capture_on_commit_callbacks: Any
) -> None:
    officer = User.objects.create_user("officer")
    before = tables()
    visitor.register()
    case = Case.objects.get()
    upload = with_file(case)
    CaseEvent.objects.create(case=case, kind="note", note="Ayesha called.", actor=officer)
    Case.objects.filter(pk=case.pk).update(status=Status.RETURNED, returned_steps=["name"])
    case.refresh_from_db()
    answering.reopen(case)
    Follower().ask(new_reference(), EMAIL)  # with a reference that is another's
    Follower().ask(case.reference, EMAIL)
    deliver(strict=False)
    with django_capture_on_commit_callbacks(execute=True):
        delete(case)
    after = tables()
    everything = "\n".join(line for rows in after.values() for line in rows)
    assert [one for one in traces() if one in everything] == []
    grown = {name for name in after if len(after[name]) > len(before.get(name, []))}
    assert grown <= MAY_GROW
    assert not storages["private"].exists(upload.file)


def test_one_event_without_a_case_stays() -> None:
    case = followed_case()
    CaseEvent.objects.create(case=case, kind="submit", to_status="submitted")
    delete(case)
    event = CaseEvent.objects.get()
    assert (event.case_id, event.kind, event.actor) == (None, Kind.ERASED, None)
    assert event.why == "internships: at the applicant's wish"
    assert event.note == ""


@pytest.mark.parametrize("status", Status.values)
def test_an_application_can_be_deleted_in_every_status(status: str) -> None:
    delete(followed_case(status))
    assert not Case.objects.exists()


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_receipt_is_shown_for_the_rest_of_the_visit(language: str) -> None:
    case = followed_case()
    follower = delete(case, language)
    for _ in range(2):
        page = text_of(follower.get("track_deleted"))
        assert case.reference in page
    assert [one for one in traces() if one in page] == []
    assert follower.get()["Location"] == address("track_ended", language)
    follower.post("track_finish")
    assert follower.get("track_deleted")["Location"] == address("track", language)


def test_the_receipt_is_shown_to_nobody_else() -> None:
    delete(followed_case())
    assert Follower().get("track_deleted")["Location"] == address("track")
    other = Follower().enter(followed_case(cnic="3520212345672"))
    assert other.get("track_deleted")["Location"] == address("track")


def test_deleting_twice_deletes_once() -> None:
    case = followed_case()
    follower = Follower().enter(case)
    token = follower.token
    follower.post("track_delete")
    second = Follower()
    second.token = token
    assert second.post("track_delete")["Location"] == address("track_ended")
    assert CaseEvent.objects.filter(kind=Kind.ERASED).count() == 1


def test_every_other_visit_to_it_ends() -> None:
    case = followed_case()
    elsewhere = Follower().enter(case)
    delete(case)
    assert elsewhere.get()["Location"] == address("track_ended")


def test_other_peoples_applications_stay_as_they_are() -> None:
    case = followed_case()
    other = followed_case(
        Status.IN_REVIEW, cnic="3520212345672", email="b@example.com",
        email_hash=lookup_hash("email", "b@example.com"), duplicate_of=case,
    )  # fmt: skip
    CaseEvent.objects.create(case=other, kind="take")
    visit = Follower().enter(other, "b@example.com")
    delete(case)
    other.refresh_from_db()
    assert (other.status, other.duplicate_of) == (Status.IN_REVIEW, None)
    assert other.events.count() == 1
    assert visit.get().status_code == 200


def test_a_registration_ends_with_its_last_application() -> None:
    case = followed_case(Status.APPROVED)
    number = registered(case).number
    follower = Follower().enter(case)
    assert number in text_of(follower.get("track_delete"))
    follower.post("track_delete")
    assert not Registration.objects.exists()
    assert number in text_of(follower.get("track_deleted"))


def test_a_registration_stays_while_a_renewal_holds_it() -> None:
    case, renewal = followed_case(Status.APPROVED), followed_case(Status.APPROVED)
    renewal.registration = registered(case)
    renewal.save()
    follower = Follower().enter(case)
    assert "stays, since another application" in text_of(follower.get("track_delete"))
    follower.post("track_delete")
    assert Registration.objects.exists()
    delete(renewal)
    assert not Registration.objects.exists()


def test_mail_that_waited_is_not_sent() -> None:
    case = followed_case()
    follower = Follower().enter(case)
    deliver(strict=False)
    record(case, BY_NAME["submit"], "")
    follower.post("track_delete")
    assert deliver() == []


def test_codes_and_begun_answers_go_too() -> None:
    case = followed_case(Status.RETURNED, returned_steps=["name"])
    Draft.objects.create(
        service=case.service, reopens=case.reference, language="en", token_hash="x" * 64,
        expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    delete(case)
    assert not Draft.objects.exists()
    assert not EmailCode.objects.exists()
    assert [one.case for one in Visit.objects.all()] == [None]


def test_a_visit_to_another_application_of_the_same_person_goes_on() -> None:
    case, other = followed_case(), followed_case()
    elsewhere = Follower().enter(other)
    delete(case)
    assert elsewhere.get().status_code == 200
