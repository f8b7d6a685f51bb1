"""A returned case: exactly the marked questions are open again, with the officer's note."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts.models import User
from forms.casework.erasing import erase
from forms.casework.models import Case, Status
from forms.casework.transitions import move
from forms.casework.workflow import Who
from forms.engine import services
from forms.engine.encryption import lookup_hash
from forms.engine.models import Draft
from forms.engine.reopening import reopen
from forms.engine.submission import Consent
from forms.internships.models import InternshipsPage, University

NOTE = "Please write more about yourself. – حکم"


@pytest.fixture
def officer(db):
    user = User.objects.create_user("officer", "officer@example.org", "x")
    user.user_permissions.add(Permission.objects.get(codename="process_case"))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def returned(both, officer):
    """A case that an officer returned with one question marked."""
    both.register()
    case = Case.objects.get()
    move(case, "take", by=Who.OFFICER, actor=officer)
    move(case, "return", by=Who.OFFICER, actor=officer, note=NOTE, steps=["about"])
    return case


def again(case, **changes):
    """What tracking does for an applicant who has proven the address."""
    told = {
        "typed": case.answers,
        "steps": case.returned_steps,
        "note": case.return_note,
        "language": case.language,
        "email": case.email,
        "verified_hash": lookup_hash("email", case.email),
        "consent": Consent(
            case.consent_text, case.retention_text, case.consent_language, case.consented_at
        ),
        "until": case.due_at,
    }
    return reopen(case.service, case.reference, **told | changes)


def take_up(visitor, case, **changes):
    draft, token = again(case, **changes)
    visitor.carry(token)
    return draft


def test_only_the_marked_questions_are_open(both, returned):
    take_up(both, returned)
    assert both.get()["Location"] == both.address("about")
    assert both.get("about").status_code == 200
    for name in ["contact", "name", "skills", "consent", "check"]:
        assert both.get(name)["Location"] == both.address("about")


def test_the_former_answer_and_the_note_stand_on_the_page(both, returned):
    take_up(both, returned)
    page = both.get("about").content.decode()
    assert "سافٹ ویئر سیکھنا چاہتی ہوں" in page
    assert NOTE in page
    assert "error-summary" not in page
    assert {"en": "Step 1 of 1", "ur": "مرحلہ 1"}[both.language] in page


def test_an_answer_to_a_question_that_is_not_open_changes_nothing(both, returned, shown_form):
    draft = take_up(both, returned)
    form = shown_form(both.get("about"))
    response = both.client.post(both.address("name"), form | {"full_name": "Somebody Else"})
    assert response["Location"] == both.address("about")
    draft.refresh_from_db()
    assert draft.typed("name") == {"full_name": ["Ayesha Siddiqui"]}


def test_the_summary_shows_everything_and_changes_what_is_open(both, returned):
    take_up(both, returned)
    both.send("about")
    page = both.get("check").content.decode()
    assert "Ayesha Siddiqui" in page
    assert f"{both.address('about')}?change=1" in page
    assert f"{both.address('name')}?change=1" not in page


def test_the_answers_go_into_the_same_case(both, returned):
    take_up(both, returned)
    both.send("about", {"motivation": "Much more.", "cv_link": ""})
    assert both.send("check", {})["Location"] == both.address("done")
    case = Case.objects.get()
    assert (case.status, case.internship.motivation) == (Status.SUBMITTED, "Much more.")
    assert case.reference in both.get("done").content.decode()


def test_the_consent_on_record_stays_as_it_was(both, returned):
    take_up(both, returned)
    both.send("about")
    both.send("check", {})
    case = Case.objects.get()
    assert case.consented_at == returned.consented_at
    assert case.consent_text == returned.consent_text


def test_without_consent_on_record_it_is_asked_too(both, returned):
    take_up(both, returned, consent=None)
    assert both.send("about")["Location"] == both.address("consent")
    both.send("consent")
    assert both.send("check", {})["Location"] == both.address("done")


def test_every_question_is_open_where_none_was_marked(both, returned):
    take_up(both, returned, steps=[])
    assert both.get()["Location"] == both.address("contact")
    both.walk()
    assert both.submit()["Location"] == both.address("done")


def test_a_new_address_is_proven_before_it_is_taken(both, returned):
    take_up(both, returned, steps=["contact"])
    both.send("contact", {"email": "new@example.com", "mobile": "0300 1234567"})
    assert both.submit()["Location"] == both.address("done")
    assert Case.objects.get().email == "new@example.com"


def test_the_form_may_have_closed_since(both, returned):
    page = InternshipsPage.objects.get(locale__language_code="en")
    page.closes_at = timezone.localdate() - timedelta(days=1)
    page.save()
    take_up(both, returned)
    assert both.send("about")["Location"] == both.address("check")
    assert both.send("check", {})["Location"] == both.address("done")


def test_an_ordinary_form_stays_closed(both, returned):
    page = InternshipsPage.objects.get(locale__language_code="en")
    page.closes_at = timezone.localdate() - timedelta(days=1)
    page.save()
    assert both.get("contact")["Location"] == f"/{both.language}/internships/"


def test_what_was_begun_goes_on_in_another_browser(both, returned, new_visitor):
    take_up(both, returned)
    both.send("about", {"motivation": "Half way", "cv_link": ""})
    phone = new_visitor(both.language)
    take_up(phone, returned)
    assert "Half way" in phone.get("about").content.decode()
    assert Draft.objects.filter(reopens=returned.reference).count() == 1
    assert both.get("about")["Location"] == both.address("no-draft")


def test_what_was_begun_for_an_earlier_return_is_replaced(both, returned):
    take_up(both, returned)
    both.send("about", {"motivation": "Old", "cv_link": ""})
    take_up(both, returned, note="Something else", steps=["studies"])
    assert Draft.objects.filter(reopens=returned.reference).count() == 1
    assert both.get()["Location"] == both.address("studies")
    assert "Old" not in str(Draft.objects.get(reopens=returned.reference).answers)


def test_it_ends_with_the_cases_deadline_however_often_it_is_saved(both, returned):
    draft = take_up(both, returned)
    assert draft.expires_at == returned.due_at
    both.send("about")
    draft.refresh_from_db()
    assert draft.expires_at == returned.due_at


@pytest.mark.parametrize(("name", "by"), [("withdraw", Who.APPLICANT), ("lapse", Who.SYSTEM)])
def test_answers_to_a_case_that_moved_on_store_nothing_and_say_so(both, returned, name, by):
    take_up(both, returned)
    both.send("about")
    move(returned, name, by=by)
    response = both.send("check", {})
    assert response.status_code == 400
    assert f"/{both.language}/track/" in response.content.decode()
    assert not Case.objects.filter(status=Status.SUBMITTED).exists()


def test_answers_to_a_case_that_was_erased_store_nothing(both, returned, shown_form):
    take_up(both, returned)
    both.send("about")
    form = shown_form(both.get("check"))
    erase(returned, "test")
    response = both.client.post(both.address("check"), form)
    assert response.status_code == 400 or response["Location"] == both.address("no-draft")
    assert not Case.objects.exists()


def test_a_closed_question_whose_answer_does_not_stand_any_more_is_opened(both, returned):
    nust = University.objects.get(code="nust")
    nust.offered = False
    nust.save()
    take_up(both, returned)
    both.send("about")
    assert both.get("check")["Location"] == both.address("studies")
    assert both.get("studies").status_code == 200
    own = {"university": "ned", "degree": "bs-cs", "graduation_month": "6",
           "graduation_year": str(timezone.localdate().year)}  # fmt: skip
    both.send("studies", own)
    assert both.send("check", {})["Location"] == both.address("done")


def test_a_returned_case_can_be_saved_for_later_too(both, returned, new_visitor, shown_form):
    take_up(both, returned)
    both.mail()
    both.send("save", {"email": "ayesha@example.com"})
    body = both.mail()[-1].body
    link = next(line for line in body.splitlines() if "/resume/" in line)
    link = link.removeprefix("http://testserver")
    phone = new_visitor(both.language)
    phone.client.post(link, shown_form(phone.client.get(link)))
    assert phone.get()["Location"] == phone.address("about")


def test_other_rooms_find_the_way_to_a_form(both, returned):
    assert services.apply_path("internships", "ur") == "/ur/internships/apply/"
    assert services.apply_paths("internships") == [
        "/en/internships/apply/", "/ur/internships/apply/",
    ]  # fmt: skip
    assert services.apply_url("internships", "en") == "http://testserver/en/internships/apply/"
