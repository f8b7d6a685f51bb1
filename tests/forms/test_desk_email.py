"""An applicant who cannot read the mail any more: an officer writes another address down."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import ALL_ROLES, AUDITORS, CASE_OFFICERS
from forms.casework.models import Case, Status
from forms.casework.staff_forms import EmailForm
from forms.casework.tracking.answering import reopen
from forms.engine import links
from forms.engine.drafts import begin, token_hash
from forms.engine.encryption import is_hash_of
from forms.engine.models import Draft
from forms.outbox.testing import deliver
from tests.forms.desk_cases import EMAIL, applied, leaks

pytestmark = pytest.mark.django_db

NEW = "new.ayesha@example.net"
TYPED = {"contact": {"email": [EMAIL], "mobile": ["0300 1234567"]}}
CHECKED = "CNIC card seen at the counter in Lahore on 3 November."


def send(client: Client, case: Case, email: str = NEW, note: str = CHECKED) -> object:
    return client.post(reverse("case_email", args=[case.pk]), {"email": email, "note": note})


def test_the_new_address_takes_the_place_of_the_former(staff: Callable[..., Client]) -> None:
    case, client = applied(), staff(CASE_OFFICERS)
    assert send(client, case, " New.Ayesha@EXAMPLE.net ").status_code == 303  # type: ignore[attr-defined]
    changed = Case.objects.get()
    assert changed.email == "New.Ayesha@example.net"
    assert Case.objects.of_identifier("email", NEW).get() == case
    assert not Case.objects.of_identifier("email", EMAIL).exists()


def test_it_is_an_event_without_an_address(staff: Callable[..., Client]) -> None:
    case = applied()
    send(staff(CASE_OFFICERS), case)
    event = case.events.get(kind="email_changed")
    assert (event.actor.username, event.note, event.why) == (CASE_OFFICERS, CHECKED, "")
    page = staff(AUDITORS).get(reverse("cases_audit")).content.decode()
    assert CHECKED in page
    assert NEW not in page


@pytest.mark.parametrize("language", ["en", "ur"])
def test_both_addresses_are_told_and_only_the_new_one_gets_a_link(
    staff: Callable[..., Client], language: str
) -> None:
    case = applied(language=language)
    send(staff(CASE_OFFICERS), case)
    mails = {mail.to[0]: mail for mail in deliver()}
    assert set(mails) == {EMAIL, NEW}
    assert f"/{language}/track/" in mails[NEW].body
    assert "http" not in mails[EMAIL].body
    for mail in mails.values():
        assert case.reference in mail.body
        assert case.reference not in mail.subject
    assert NEW not in mails[EMAIL].body


@pytest.mark.parametrize(
    ("email", "note", "said"),
    [
        ("", CHECKED, "Enter the new e-mail address."),
        ("nonsense", CHECKED, "Enter an e-mail address, like name@example.com."),
        (EMAIL, CHECKED, "the address that the case has already"),
        (NEW, "", "Give the reason."),
        (NEW, "seen", "Say a little more"),
        ("\x00@x.org", CHECKED, "e-mail"),
    ],
)
def test_what_is_missing_is_said_and_nothing_changes(
    staff: Callable[..., Client], email: str, note: str, said: str
) -> None:
    case = applied()
    response = send(staff(CASE_OFFICERS), case, email, note)
    assert response.status_code == 400  # type: ignore[attr-defined]
    assert said in response.content.decode()  # type: ignore[attr-defined]
    assert [one for one in leaks(response) if one != email] == []
    assert Case.objects.get().email == EMAIL


@pytest.mark.parametrize("role", sorted(set(ALL_ROLES) - {CASE_OFFICERS}))
def test_nobody_else_changes_an_address(staff: Callable[..., Client], role: str) -> None:
    case = applied()
    assert send(staff(role), case).status_code in {302, 403}  # type: ignore[attr-defined]
    assert Case.objects.get().email == EMAIL


def test_a_second_click_changes_nothing_more(staff: Callable[..., Client]) -> None:
    case, client = applied(), staff(CASE_OFFICERS)
    form = EmailForm(case, {"email": NEW, "note": CHECKED})
    assert form.is_valid()
    send(client, case)
    send(client, case)
    assert case.events.filter(kind="email_changed").count() == 1
    assert len(deliver()) == 2


def test_answers_on_the_way_stay_and_go_on_through_the_case_alone(
    staff: Callable[..., Client],
) -> None:
    case = applied(Status.RETURNED, answers=TYPED, returned_steps=["name"], return_note="Which?")
    draft, token = reopen(case)
    former = links.mint(draft)
    send(staff(CASE_OFFICERS), case)
    assert links.find(former, "internships") is None
    left = Draft.objects.get()
    assert left.token_hash != token_hash(token)
    assert (left.email, left.verified_hash) == (NEW, "")
    case.refresh_from_db()
    again, _ = reopen(case)
    assert again.pk == draft.pk
    assert again.typed("contact")["email"] == [NEW]
    assert is_hash_of(again.verified_hash, "email", NEW)


def test_nobody_else_s_draft_is_touched(staff: Callable[..., Client]) -> None:
    other, token = begin("internships", "en")
    other.save()
    send(staff(CASE_OFFICERS), applied(Status.RETURNED))
    assert Draft.objects.get().token_hash == token_hash(token)


def test_a_case_that_is_answered_again_keeps_the_new_address(
    staff: Callable[..., Client],
) -> None:
    case = applied(answers=TYPED)
    send(staff(CASE_OFFICERS), case)
    assert Case.objects.get().answers["contact"]["email"] == [NEW]
