"""Consent is to words: those that were shown, recorded as they were, never to others."""

import pytest

from forms.casework.models import Case
from forms.engine.consent import CHANGED
from forms.engine.models import Draft
from forms.internships.models import InternshipsPage

TEXT = {"en": "find internships", "ur": "انٹرن شپ ڈھونڈنے"}


def rewrite(visitor, **words):
    page = InternshipsPage.objects.get(locale__language_code=visitor.language)
    for name, text in words.items():
        setattr(page, name, text)
    page.save_revision().publish()


def test_purpose_and_retention_are_shown_where_consent_is_asked(both):
    both.answer_until("about")
    page = both.get("consent").content.decode()
    assert TEXT[both.language] in page
    assert {"en": "Kept for one year.", "ur": "ایک سال تک۔"}[both.language] in page


def test_what_was_shown_is_recorded_with_the_case(both):
    both.register()
    case = Case.objects.get()
    assert TEXT[both.language] in case.consent_text
    assert case.retention_text == {"en": "Kept for one year.", "ur": "ایک سال تک۔"}[both.language]
    assert case.consent_language == both.language


def test_the_moment_is_that_of_the_tick_not_of_the_submission(visitor):
    visitor.walk()
    at = Draft.objects.get().consent["at"]
    visitor.submit()
    assert Case.objects.get().consented_at.isoformat() == at


def test_the_words_agreed_to_stay_if_editors_change_them_before_the_submission(visitor):
    visitor.walk()
    rewrite(visitor, consent="<p>Everything is sold.</p>")
    visitor.submit()
    assert TEXT["en"] in Case.objects.get().consent_text


@pytest.mark.parametrize("name", ["consent", "retention"])
def test_a_tick_under_words_that_have_changed_is_asked_again(both, shown_form, name):
    both.answer_until("about")
    form = shown_form(both.get("consent"))
    rewrite(both, **{name: "<p>New words.</p>"})
    response = both.client.post(both.address("consent"), form | {"consent": "on"})
    page = response.content.decode()
    assert response.status_code == 400
    assert "New words." in page
    assert "checked" not in page
    assert not Draft.objects.get().answered("consent")
    assert Draft.objects.get().consent == {}
    if both.language == "en":
        assert str(CHANGED) in page
    assert both.send("consent")["Location"] == both.address("check")


def test_a_tick_without_having_seen_the_words_is_none(visitor):
    visitor.answer_until("about")
    response = visitor.send("consent", agreed_to="0" * 64)
    assert response.status_code == 400
    assert Draft.objects.get().consent == {}


def test_changing_the_language_shows_the_other_words_and_asks_again(both):
    other = "ur" if both.language == "en" else "en"
    both.answer_until("about")
    response = both.send("consent", language=other)
    page = both.client.get(response["Location"]).content.decode()
    assert TEXT[other] in page
    assert "checked" not in page
    assert "error-summary" not in page
    assert not Draft.objects.get().answered("consent")


def test_opening_the_page_again_shows_the_tick_while_the_words_are_the_same(visitor):
    visitor.walk()
    assert "checked" in visitor.get("consent").content.decode()
    rewrite(visitor, consent="<p>New words.</p>")
    page = visitor.get("consent").content.decode()
    assert "checked" not in page
    assert "error-summary" not in page


def test_taking_the_tick_away_takes_the_record_away(visitor):
    visitor.walk()
    visitor.send("consent", {})
    assert Draft.objects.get().consent == {}
    assert visitor.get()["Location"] == visitor.address("consent")


def test_a_form_of_the_time_before_consent_was_recorded_is_asked(visitor, shown_form):
    visitor.answer_all()
    visitor.prove()
    form = shown_form(visitor.get("check"))
    Draft.objects.update(consent={})
    response = visitor.client.post(visitor.address("check"), form)
    assert response["Location"] == visitor.address("consent")
    assert "checked" not in visitor.get("consent").content.decode()
    visitor.send("consent")
    assert visitor.submit()["Location"] == visitor.address("done")
