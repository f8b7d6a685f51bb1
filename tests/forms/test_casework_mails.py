"""The mail that follows an application: every kind, both languages, subjects without secrets."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from forms.casework import mails
from forms.casework.models import Case, CaseEvent, Status
from forms.outbox import registry, wording
from forms.outbox.models import MailText
from forms.outbox.queue import queue
from forms.outbox.testing import deliver
from tests.forms.followers import EMAIL, followed_case
from tests.forms.test_tracking_case import registered

pytestmark = pytest.mark.django_db

NOTE = "Please write your name as on your card."
OF_EVENTS, OF_CASES = list(mails.OF_EVENTS), list(mails.OF_CASES)
OF_REGISTRATIONS = [code for code in mails.OF_REGISTRATIONS if code != "registration-revoked"]
WITH_NOTE = ["case-returned", "case-declined", "case-approved"]


@pytest.fixture
def case() -> Case:
    made = followed_case(Status.APPROVED, due_at=timezone.now() + timedelta(days=9))
    registered(made)
    return made


def sent(kind: str, case: Case, language: str, note: str = NOTE) -> Any:
    """One mail of the kind, as it arrives."""
    event = CaseEvent.objects.create(case=case, kind="note", note=note)
    target = {
        **dict.fromkeys(OF_EVENTS, event.pk),
        **dict.fromkeys(OF_CASES, case.pk),
        **dict.fromkeys(OF_REGISTRATIONS, case.registration_id),
    }[kind]
    queue(kind, target, language=language)
    (mail,) = deliver()
    return mail


@pytest.mark.parametrize("kind", [*OF_EVENTS, *OF_CASES, *OF_REGISTRATIONS])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_kind_is_written_in_both_languages(case: Case, kind: str, language: str) -> None:
    mail = sent(kind, case, language)
    assert mail.to == [EMAIL]
    assert case.applicant_name in mail.body
    assert f"/{language}/track/" in mail.body
    named = case.registration.number if kind in OF_REGISTRATIONS else case.reference
    assert named in mail.body
    assert "{" not in mail.subject + mail.body
    html = mail.alternatives[0].content
    assert f'lang="{language}"' in html
    assert "{" not in html.split("<body")[1]


@pytest.mark.parametrize("kind", [*OF_EVENTS, *OF_CASES, *OF_REGISTRATIONS])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_subjects_say_nothing_of_the_person_or_the_decision(
    case: Case, kind: str, language: str
) -> None:
    subject = sent(kind, case, language).subject
    for secret in ("Ayesha", case.reference, case.registration.number, NOTE, "approved", "declined",
                   "منظور", "نامنظور"):  # fmt: skip
        assert secret not in subject


@pytest.mark.parametrize("kind", WITH_NOTE)
@pytest.mark.parametrize("language", ["en", "ur"])
def test_what_the_officer_wrote_is_in_the_mail(case: Case, kind: str, language: str) -> None:
    assert NOTE in sent(kind, case, language).body


@pytest.mark.parametrize("kind", [one for one in OF_EVENTS if one not in WITH_NOTE])
def test_no_other_words_of_staff_leave_by_mail(case: Case, kind: str) -> None:
    assert NOTE not in sent(kind, case, "en").body


@pytest.mark.parametrize("language", ["en", "ur"])
def test_without_deadline_registration_or_note_nothing_is_said_of_them(language: str) -> None:
    case = followed_case(Status.APPROVED)
    for kind in ("case-received", "case-answered", "case-approved"):
        body = sent(kind, case, language, note="").body
        for broken in ("next step by", "registration number", "تک مکمل", "اندراج نمبر", "  "):
            assert broken not in body, kind


@pytest.mark.parametrize("kind", [*OF_EVENTS, *OF_CASES, *OF_REGISTRATIONS])
def test_the_wording_passes_the_rules_for_wording(kind: str) -> None:
    text = MailText.objects.get(code=kind)
    wording.check(text, registry.kind(kind))
    text.full_clean()


def test_nothing_is_sent_about_what_is_gone(case: Case) -> None:
    for kind in [*OF_EVENTS, *OF_CASES, *OF_REGISTRATIONS]:
        queue(kind, 999_999, language="en")
    assert deliver() == []


def test_a_return_in_the_admin_reaches_the_applicant() -> None:
    from forms.casework.transitions import move
    from forms.casework.workflow import Who

    case = followed_case(Status.IN_REVIEW, language="ur")
    root = User.objects.create_superuser("root", "root@example.org", "x")
    move(case, "return", by=Who.OFFICER, actor=root, note=NOTE, steps=["name"])
    (mail,) = deliver()
    assert NOTE in mail.body
    assert "/ur/track/" in mail.body
    assert "root" not in mail.body
