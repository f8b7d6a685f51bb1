"""What people see who meet a limit: when to try again, and everything that they typed."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from forms.casework.models import Case
from forms.engine import drafts, limits
from forms.engine.limits import TooMany
from forms.engine.models import Draft
from forms.engine.waiting import Wait
from forms.internships.journey import INTERNSHIPS

FIRST, SECOND = (step.slug for step in INTERNSHIPS.steps[:2])


def begin(visitor: Any, **answers: str) -> Any:
    return visitor.send(FIRST, None, **answers)


def another(visitor: Any) -> Any:
    """The next person at the same address."""
    return type(visitor)(visitor.language)


def test_too_many_forms_from_one_address_are_told_when_to_try_again(both, settings, shown_form):
    settings.LIMITS = {"drafts-begun": (1, 1800)}
    begin(both)
    response = begin(another(both))
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 1800
    assert response["Cache-Control"] == "no-store"
    text = response.content.decode()
    assert "30" in text
    assert Draft.objects.count() == 1
    assert response.headers["Content-Language"] == both.language


def test_what_the_refused_person_typed_is_in_the_page_and_can_be_sent_later(
    visitor, settings, shown_form
):
    settings.LIMITS = {"drafts-begun": (1, 1800)}
    begin(visitor)
    late = another(visitor)
    form = shown_form(begin(late, email="zainab@example.com"))
    assert form["email"] == "zainab@example.com"
    settings.LIMITS = {}
    response = late.client.post(late.address(FIRST), form)
    assert response["Location"] == late.address(SECOND)
    assert Draft.objects.filter(answers__isnull=False).count() == 2


def test_answers_to_a_draft_that_exists_are_never_refused(visitor, settings):
    begin(visitor)
    settings.LIMITS = {"*": (1, 86400)}
    for rule in limits.RULES:
        limits.count(rule, "127.0.0.1")
    for _ in range(5):
        assert visitor.send(FIRST).status_code == 303
    assert visitor.send(SECOND).status_code == 303


def test_finishing_or_deleting_a_form_makes_room_for_the_next(visitor, settings):
    settings.LIMITS = {"drafts-unfinished": (1, 86400)}
    begin(visitor)
    assert begin(another(visitor)).status_code == 429
    visitor.send("leave", {})
    assert begin(another(visitor)).status_code == 303


def test_looking_at_the_form_is_not_counted(visitor, settings):
    settings.LIMITS = {"drafts-begun": (1, 3600)}
    for _ in range(5):
        assert visitor.get(FIRST).status_code == 200
    assert begin(visitor).status_code == 303


def test_too_many_submissions_from_one_address_wait_with_all_their_answers(visitor, settings):
    settings.LIMITS = {"submit-visitor": (1, 600)}
    visitor.register()
    late = another(visitor)
    late.answer_all()
    late.prove()
    assert late.send("check", {}).status_code == 429
    settings.LIMITS = {}
    assert late.send("check", {})["Location"] == late.address("done")


def test_one_cnic_is_submitted_only_so_often_and_the_code_is_not_lost(visitor, settings):
    settings.LIMITS = {"submit-cnic": (1, 600)}
    visitor.register()
    late = another(visitor)
    late.answer_all()
    assert late.send("check", {})["Location"] == late.address("verify")
    code = {"code": late.mailed_code()}
    assert late.send("verify", code).status_code == 429
    assert Case.objects.count() == 1
    settings.LIMITS = {}
    assert late.send("verify", code)["Location"] == late.address("done")


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """A view that refuses for so many seconds."""

    def refuse(seconds: int) -> None:
        def too_many(*args: object) -> None:
            raise TooMany(seconds)

        monkeypatch.setattr("config.views.accepted_language", too_many)

    return refuse


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "Try again in 1 second."),
        (59, "Try again in 59 seconds."),
        (60, "Try again in 1 minute, after "),
        (61, "Try again in 2 minutes, after "),
        (36 * 3600, "Try again on "),
    ],
)
def test_whoever_tried_too_often_is_told_when_to_try_again(refusing, seconds, words):
    refusing(seconds)
    response = Client().get("/")
    assert response.status_code == 429
    assert response["Retry-After"] == str(seconds)
    text = response.content.decode()
    assert words in text
    assert "Several people may share one connection" in text
    assert "saved answers are kept" in text
    assert 'lang="ur"' in text  # the address names no language


def test_the_time_that_is_told_is_never_too_early():
    for seconds in (1, 59, 60, 61, 3599, 90_000):
        wait = Wait(seconds)
        assert (wait.until - timezone.localtime()).total_seconds() >= seconds - 1
        assert wait.minutes * 60 >= seconds


# A draft's size -----------------------------------------------------------------------------------


def test_a_draft_that_would_grow_too_large_is_refused_and_stays_as_it_was(both, monkeypatch):
    both.answer_until("availability")
    before = Draft.objects.get().answers
    monkeypatch.setattr(drafts, "MOST_BYTES", 1_000)
    response = both.send("about", {"motivation": "ا" * 1_500, "cv_link": ""})
    assert response.status_code == 413
    text = response.content.decode()
    assert "error-summary" in text
    assert "ا" * 1_500 in text
    assert Draft.objects.get().answers == before


def test_the_largest_answers_that_a_form_takes_are_far_from_the_cap(visitor, answers):
    visitor.answer_all()
    assert len(json.dumps(Draft.objects.get().answers)) < drafts.MOST_BYTES / 20
