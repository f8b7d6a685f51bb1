"""The start page and its dates: the same bytes for everybody, strict when it matters."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from forms.casework.models import Case
from forms.engine.pages import Window
from forms.internships.models import InternshipsPage

START = {"en": "/en/internships/", "ur": "/ur/internships/"}
WORDS = {
    ("open", "en"): "Start now", ("open", "ur"): "ابھی شروع کریں",
    ("closed", "en"): "Closed since", ("closed", "ur"): "بند ہے",
    ("not-yet", "en"): "Opens on", ("not-yet", "ur"): "کھلے گا",
}  # fmt: skip
DATES = {"open": (-1, 1), "closed": (-5, -1), "not-yet": (2, 9)}


@pytest.mark.parametrize("language", START)
@pytest.mark.parametrize("state", DATES)
def test_the_start_page_says_whether_the_form_is_open(dated_page, state, language):
    dated_page(*DATES[state])
    page = Client().get(START[language]).content.decode()
    assert WORDS[state, language] in page
    assert ("/apply/" in page) == (state == "open")


def test_a_closed_form_says_since_when(dated_page):
    page = dated_page(-5, -1)
    shown = Client().get(START["en"]).content.decode()
    assert f"{page.closes_at.day} {page.closes_at:%B %Y}" in shown


@pytest.mark.parametrize("language", START)
def test_the_start_page_is_the_same_for_everybody_and_sets_no_cookie(visitor, language):
    visitor.answer_all()
    own, strangers = visitor.client.get(START[language]), Client().get(START[language])
    assert own.content == strangers.content
    assert not own.cookies
    assert "csrf" not in own.content.decode()


@pytest.mark.parametrize(("opens", "closes"), [DATES["closed"], DATES["not-yet"]])
@pytest.mark.parametrize("name", ["", "contact", "check", "save", "saved", "verify", "no-draft"])
def test_a_form_that_is_not_open_leads_back_to_its_start_page(
    dated_page, new_visitor_alone, opens, closes, name
):
    dated_page(opens, closes)
    assert new_visitor_alone().get(name)["Location"] == START["en"]


@pytest.mark.parametrize("language", START)
def test_after_the_last_day_nothing_can_be_sent_and_the_page_says_so(
    dated_page, new_visitor_alone, shown_form, language
):
    page = dated_page(-5, 0)
    visitor = new_visitor_alone(language)
    visitor.answer_all()
    form = shown_form(visitor.get("check"))
    page.closes_at = timezone.localdate() - timedelta(days=1)
    page.save()
    response = visitor.client.post(visitor.address("check"), form)
    assert response.status_code == 403
    assert WORDS["closed", language] in response.content.decode()
    assert not Case.objects.exists()


def test_a_question_sent_after_the_last_day_is_refused(dated_page, new_visitor_alone, shown_form):
    page = dated_page(-5, 0)
    visitor = new_visitor_alone()
    form = shown_form(visitor.get("contact"))
    page.closes_at = timezone.localdate() - timedelta(days=1)
    page.save()
    assert visitor.client.post(visitor.address("contact"), form).status_code == 403


def test_the_confirmation_can_be_seen_after_the_form_has_closed(dated_page, new_visitor_alone):
    page = dated_page(-5, 0)
    visitor = new_visitor_alone()
    visitor.register()
    page.closes_at = timezone.localdate() - timedelta(days=1)
    page.save()
    assert visitor.get("done").status_code == 200


def test_answers_can_be_deleted_after_the_form_has_closed(dated_page, new_visitor_alone):
    page = dated_page(-5, 0)
    visitor = new_visitor_alone()
    visitor.answer_all()
    page.closes_at = timezone.localdate() - timedelta(days=1)
    page.save()
    assert visitor.send("leave", {})["Location"] == visitor.address("left")


def test_the_first_and_the_last_day_belong_to_the_form():
    today, day = timezone.localdate(), timedelta(days=1)
    assert Window(today, today).is_open
    assert Window(None, None).is_open
    assert Window(today + day, None).state == "not-yet"
    assert Window(None, today - day).state == "closed"


def test_the_days_are_days_of_pakistan(monkeypatch):
    """19:00 in Greenwich is midnight in Karachi."""
    moment = timezone.datetime(2026, 6, 30, 19, 0, tzinfo=timezone.timezone.utc)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert Window(None, moment.date()).state == "closed"


def test_both_languages_follow_the_dates_of_the_source_page(start_page):
    start_page.closes_at = timezone.localdate() - timedelta(days=1)
    start_page.save()
    assert WORDS["closed", "ur"] in Client().get(START["ur"]).content.decode()


def test_every_question_says_until_when_the_form_is_open(dated_page, new_visitor_alone):
    dated_page(-1, 5)
    assert (
        "what has not been submitted by then" in new_visitor_alone().get("contact").content.decode()
    )


def test_a_form_cannot_close_before_it_opens():
    today = timezone.localdate()
    page = InternshipsPage(title="x", opens_at=today, closes_at=today - timedelta(days=1))
    with pytest.raises(ValidationError, match="last day"):
        page.clean()


def test_the_confirmation_shows_what_editors_wrote(both):
    both.register()
    shown = both.get("done").content.decode()
    assert ("A case officer reads" in shown) == (both.language == "en")


def test_a_submission_does_not_renew_the_cached_pages(visitor, shown_form):
    from content import stamp

    visitor.answer_all()
    visitor.prove()
    form = shown_form(visitor.get("check"))
    before = stamp.current()
    visitor.client.post(visitor.address("check"), form)
    assert Case.objects.exists()
    assert stamp.current() == before
