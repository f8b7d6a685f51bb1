"""The way through the form: forward, back, changed, left, sent twice, in both languages."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forms.casework.models import Case, CaseEvent
from forms.engine.models import Draft
from forms.engine.references import parse
from forms.internships.journey import STEPS


def test_the_form_begins_with_the_first_question(both):
    assert both.get()["Location"] == both.address("contact")


def test_looking_at_the_first_question_makes_no_draft(both):
    response = both.get("contact")
    assert response.status_code == 200
    assert "draft" not in response.cookies
    assert not Draft.objects.exists()


def test_the_whole_way_ends_with_a_reference_that_the_database_knows(both):
    reference = both.register()
    assert parse(reference) == reference
    case = Case.objects.get(reference=reference)
    assert case.language == both.language
    assert case.applicant_name == "Ayesha Siddiqui"
    assert case.cnic == "3520212345671"
    assert case.phone == "+923001234567"
    assert case.events.get().kind == CaseEvent.Kind.SUBMIT


def test_every_answer_is_stored_in_its_column(visitor):
    visitor.register()
    interest = Case.objects.get().internship
    assert interest.university.code == "nust"
    assert interest.degree.code == "bs-cs"
    assert (interest.graduation.month, interest.graduation.day) == (6, 1)
    assert str(interest.cgpa) == "3.25"
    assert sorted(interest.skills.values_list("code", flat=True)) == ["python", "sql"]
    assert sorted(interest.cities.values_list("code", flat=True)) == ["karachi", "lahore"]
    assert [field.code for field in interest.fields.all()] == ["software"]
    assert interest.hours == "full-time"
    assert interest.cv_link == "https://example.com/cv"
    assert interest.motivation == "میں سافٹ ویئر سیکھنا چاہتی ہوں۔"


def test_the_words_agreed_to_are_kept_with_the_case(both):
    both.register()
    consent = Case.objects.get().consent_text
    assert ("find internships" in consent) == (both.language == "en")


def test_a_question_ahead_leads_to_the_first_without_an_answer(visitor):
    visitor.answer_until("cnic")
    assert visitor.get("skills")["Location"] == visitor.address("studies")
    assert visitor.get("check")["Location"] == visitor.address("studies")
    assert visitor.get()["Location"] == visitor.address("studies")


def test_a_question_that_does_not_exist_is_not_found(both):
    assert both.get("bank-account").status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(visitor, method):
    assert getattr(Client(), method)(visitor.address("name")).status_code == 405


def test_going_back_shows_what_was_answered(visitor):
    visitor.answer_until("cnic")
    page = visitor.get("cnic").content.decode()
    assert 'value="35202-1234567-1"' in page
    assert f'class="back" href="{visitor.address("name")}"' in page


def test_a_change_from_the_summary_returns_to_it(visitor):
    visitor.answer_all()
    summary = visitor.get("check").content.decode()
    assert f"{visitor.address('name')}?change=1" in summary
    response = visitor.send("name", {"full_name": "Ayesha Khan"}, query="?change=1")
    assert response["Location"] == visitor.address("check")
    assert "Ayesha Khan" in visitor.get("check").content.decode()


def test_the_summary_reads_every_answer_back(visitor):
    visitor.answer_all()
    summary = visitor.get("check").content.decode()
    for text in ["Ayesha Siddiqui", "35202-1234567-1", "0300 1234567", "ayesha@example.com",
                 "NUST, Islamabad", "BS Computer Science", "3.25", "Python", "Databases",
                 "Software development", "Lahore", "Full time", "//example.com/cv"]:  # fmt: skip
        assert text in summary, text
    assert "Name of another university" not in summary


def test_an_unknown_kind_of_number_is_doubted_in_the_summary_only(visitor):
    visitor.answer_all()
    accepted = visitor.send("contact", {"email": "a@example.com", "mobile": "0338 1234567"})
    assert accepted.status_code == 303
    assert "check it once more" in visitor.get("check").content.decode()


def test_a_university_of_ones_own_needs_its_name_and_is_stored(visitor, answers):
    visitor.answer_until("cnic")
    own = answers["studies"] | {"university": "other"}
    refused = visitor.send("studies", own)
    assert refused.status_code == 400
    assert "Enter the name of your university" in refused.content.decode()
    assert visitor.send("studies", own | {"university_other": "Oxford"}).status_code == 303
    for name in ["skills", "fields", "cities", "availability", "about", "consent"]:
        visitor.send(name)
    visitor.submit()
    interest = Case.objects.get().internship
    assert (interest.university, interest.university_other) == (None, "Oxford")


def test_a_university_that_is_only_written_is_enough(visitor, answers):
    visitor.answer_until("cnic")
    own = answers["studies"] | {"university": "", "university_other": "Oxford"}
    assert visitor.send("studies", own).status_code == 303


def test_a_choice_from_the_list_outweighs_what_was_written_beside_it(visitor, answers):
    visitor.answer_until("cnic")
    visitor.send("studies", answers["studies"] | {"university_other": "x" * 500})
    for name in ["skills", "fields", "cities", "availability", "about", "consent"]:
        visitor.send(name)
    visitor.submit()
    assert Case.objects.get().internship.university_other == ""


def test_a_choice_that_is_offered_no_more_is_asked_again(visitor, shown_form):
    from forms.internships.models import University

    visitor.answer_all()
    form = shown_form(visitor.get("check"))
    nust = University.objects.get(code="nust")
    nust.offered = False
    nust.save()
    response = visitor.client.post(visitor.address("check"), form)
    assert response["Location"] == visitor.address("studies")
    assert "Choose from the list" in visitor.get("studies").content.decode()
    assert not Case.objects.exists()


def test_optional_answers_may_be_left_out(visitor, answers):
    visitor.answer_until("cnic")
    visitor.send("studies", answers["studies"] | {"cgpa": ""})
    for name in ["skills", "fields", "cities", "availability"]:
        visitor.send(name)
    visitor.send("about", {"motivation": "To learn.", "cv_link": ""})
    visitor.send("consent")
    assert "Not given" in visitor.get("check").content.decode()
    visitor.submit()
    interest = Case.objects.get().internship
    assert (interest.cgpa, interest.cv_link) == (None, "")


def test_changing_the_language_takes_along_what_was_typed(both):
    other = "ur" if both.language == "en" else "en"
    both.answer_until("name")
    response = both.send("cnic", {"cnic": "35202-12345"}, language=other)
    assert response["Location"] == f"/{other}/internships/apply/cnic/"
    page = both.client.get(response["Location"]).content.decode()
    assert 'value="35202-12345"' in page
    assert f'<html lang="{other}"' in page
    assert "error-summary" not in page


def test_changing_the_language_keeps_an_accepted_answer_too(visitor):
    visitor.answer_until("contact")
    visitor.send("name", {"full_name": "Ayesha"}, language="ur")
    assert Draft.objects.get().answered("name")
    assert visitor.client.get("/ur/internships/apply/cnic/").status_code == 200


def test_a_language_that_the_site_does_not_have_changes_nothing(visitor):
    assert visitor.send("contact", None, language="fr")["Location"] == visitor.address("name")


def test_enter_presses_continue_and_not_the_language_switch(both):
    """Enter presses the first submit button of a form, in the order of the page."""
    page = both.get("contact").content.decode()
    first = re.search(r"<button[^>]*>", page).group()
    assert 'form="question"' in first
    assert "name=" not in first


def test_a_refused_answer_is_kept_and_shown_again(visitor):
    visitor.answer_until("name")
    visitor.send("cnic", {"cnic": "123"})
    assert 'value="123"' in visitor.get("cnic").content.decode()
    assert visitor.get("studies")["Location"] == visitor.address("cnic")


def test_leaving_asks_first_and_then_deletes_everything(visitor):
    visitor.answer_until("cnic")
    response = visitor.send("studies", {"cgpa": "3"}, action="leave")
    assert response["Location"] == visitor.address("leave")
    assert Draft.objects.exists()
    assert visitor.get("leave").status_code == 200
    gone = visitor.send("leave", {})
    assert gone["Location"] == visitor.address("left")
    assert not Draft.objects.exists()
    assert {cookie["max-age"] for cookie in gone.cookies.values()} == {0}
    assert visitor.get("left").status_code == 200


def test_a_second_click_makes_no_second_registration(visitor):
    visitor.answer_all()
    first, second = visitor.submit(), visitor.client.get(visitor.address("check"))
    assert first["Location"] == second["Location"] == visitor.address("done")
    assert Case.objects.count() == 1


def test_submitting_again_from_an_old_page_shows_the_same_confirmation(visitor, shown_form):
    visitor.answer_all()
    form = shown_form(visitor.get("check"))
    visitor.submit()
    reference = Case.objects.get().reference
    again = visitor.client.post(visitor.address("check"), form)
    assert again["Location"] == visitor.address("done")
    assert reference in visitor.get("done").content.decode()
    assert Case.objects.count() == 1


def test_a_question_sent_again_after_submitting_changes_nothing(visitor, shown_form):
    visitor.answer_all()
    form = shown_form(visitor.get("name"))
    visitor.submit()
    again = visitor.client.post(visitor.address("name"), form | {"full_name": "Somebody Else"})
    assert again["Location"] == visitor.address("done")
    assert Case.objects.get().applicant_name == "Ayesha Siddiqui"
    assert Draft.objects.count() == 1


def test_the_next_person_at_the_same_computer_begins_with_empty_pages(visitor):
    visitor.register()
    assert visitor.get()["Location"] == visitor.address("contact")
    assert "ayesha" not in visitor.get("contact").content.decode()
    visitor.register()
    assert Case.objects.count() == 2


def test_a_submitted_draft_forgets_its_answers(visitor):
    visitor.register()
    assert Draft.objects.get().answers == {}


def test_two_windows_of_one_browser_do_not_lose_an_answer(visitor):
    visitor.answer_until("cnic")
    visitor.send("name", {"full_name": "First Window"})
    visitor.send("cnic", {"cnic": "61101-7654321-0"})
    draft = Draft.objects.get()
    assert draft.typed("name") == {"full_name": ["First Window"]}
    assert draft.typed("cnic") == {"cnic": ["61101-7654321-0"]}


@pytest.mark.parametrize("name", [step.slug for step in STEPS[1:]] + ["check", "done"])
def test_without_answers_a_later_page_explains_and_shows_the_way(both, name):
    response = both.get(name)
    assert response["Location"] == both.address("no-draft")
    page = both.client.get(response["Location"])
    assert page.status_code == 200
    assert both.address("contact") in page.content.decode()


def test_after_a_lost_cookie_the_page_that_was_sent_is_kept(visitor, shown_form):
    visitor.answer_until("name")
    form = shown_form(visitor.get("cnic"))
    visitor.lose_cookie()
    response = visitor.client.post(visitor.address("cnic"), form | {"cnic": "3520212345671"})
    assert response["Location"] == visitor.address("no-draft")
    assert "has been kept" in visitor.get("no-draft").content.decode()
    visitor.send("contact")
    visitor.send("name")
    assert 'value="3520212345671"' in visitor.get("cnic").content.decode()


def test_an_expired_draft_explains_itself(visitor):
    visitor.answer_until("cnic")
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert visitor.get("studies")["Location"] == visitor.address("no-draft")


def test_an_expired_draft_is_found_no_more(visitor):
    visitor.answer_until("name")
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert visitor.get("cnic")["Location"] == visitor.address("no-draft")


def test_every_saved_page_counts_the_thirty_days_anew(visitor):
    visitor.answer_until("name")
    Draft.objects.update(expires_at=timezone.now() + timedelta(days=1))
    visitor.send("cnic")
    assert Draft.objects.get().expires_at > timezone.now() + timedelta(days=29)


def test_an_answer_without_the_token_of_the_page_is_refused(start_page):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/en/internships/apply/contact/", {"email": "ayesha@example.com"})
    assert response.status_code == 403
    assert not Draft.objects.exists()


def test_the_name_of_the_service_and_of_the_step_are_in_the_title(both):
    page = both.get("contact").content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title
    assert ("Internships" if both.language == "en" else "انٹرن شپ") in title.group(1)


def test_the_progress_counts_the_questions(visitor):
    visitor.answer_until("contact")
    assert "Step 2 of 10" in visitor.get("name").content.decode()


def test_the_whole_way_page_by_page_leads_from_question_to_question(both):
    both.walk()
    assert both.get()["Location"] == both.address("check")
