"""The way to one's application: reference and address, then a code; and every way round it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from forms.casework.models import Case, Status, Visit
from forms.casework.tracking.visits import IDLE, token_hash
from forms.engine.encryption import lookup_hash
from forms.engine.models import EmailCode
from forms.engine.references import new_reference
from forms.outbox.models import Message
from forms.outbox.testing import deliver
from tests.forms.followers import (
    EMAIL,
    Follower,
    address,
    followed_case,
    newest_code,
    text_of,
    without_token,
)

pytestmark = pytest.mark.django_db

OF_THE_CASE = [
    "track_case", "track_answer", "track_withdraw", "track_delete", "track_data", "track_download",
]  # fmt: skip
PERSONAL = ["Ayesha", "35202", "ayesha@example.com", "3001234567"]


@pytest.fixture
def case() -> Case:
    return followed_case(Status.IN_REVIEW, due_at=timezone.now() + timedelta(days=3))


@pytest.mark.parametrize("language", ["en", "ur"])
def test_reference_and_address_and_code_lead_to_the_application(case: Case, language: str) -> None:
    follower = Follower(language)
    assert follower.get("track").status_code == 200
    response = follower.ask(case.reference)
    assert (response.status_code, response["Location"]) == (303, address("track_code", language))
    assert follower.get("track_code").status_code == 200
    (sent,) = deliver()
    assert sent.to == [EMAIL]
    code = newest_code()
    assert code in sent.body
    assert case.reference not in sent.subject
    response = follower.type(code.lower())
    assert (response.status_code, response["Location"]) == (303, address("track_case", language))
    assert case.reference in text_of(follower.get())


def test_what_is_typed_is_forgiven_its_spelling(case: Case) -> None:
    follower = Follower()
    follower.ask(
        case.reference.lower().replace("-", " ").removeprefix("dp "), " Ayesha@EXAMPLE.com "
    )
    assert follower.visit.case == case


WRONG = {
    "no such reference": lambda case: (new_reference(), EMAIL),
    "another's address": lambda case: (case.reference, "somebody@example.com"),
    "both wrong": lambda case: (new_reference(), "somebody@example.com"),
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("language", ["en", "ur"])
def test_whether_the_two_belong_together_is_never_told(
    case: Case, wrong: str, language: str
) -> None:
    right, other = Follower(language), Follower(language)
    pages = []
    for follower, typed in ((right, (case.reference, EMAIL)), (other, WRONG[wrong](case))):
        answer = follower.ask(*typed)
        cookies = [(one.key, one["path"], one["max-age"], len(one.value))
                   for one in answer.cookies.values()]  # fmt: skip
        headers = {k: v for k, v in answer.headers.items() if k not in {"X-Request-ID"}}
        page = follower.get("track_code")
        refused = follower.type("ABCDEF")
        pages.append(
            (answer.status_code, headers, answer.content, cookies,
             page.status_code, without_token(page), refused.status_code, without_token(refused))
        )  # fmt: skip
    assert pages[0] == pages[1]


def queries_of_an_attempt(reference: str, email: str) -> list[str]:
    """What the database is asked, without the values."""
    follower = Follower()
    with CaptureQueriesContext(connection) as captured:
        follower.ask(reference, email)
        follower.get("track_code")
        follower.type("ABCDEF")
        follower.post("track_again")
    shapes = [re.sub(r"'[^']*'|\"s\d+_x\d+\"|\b\d+\b|NULL", "?", one["sql"]) for one in captured]
    return [shape for shape in shapes if "content_contentchange" not in shape]


@pytest.mark.parametrize("wrong", WRONG)
def test_whether_the_two_belong_together_makes_no_difference_to_the_database(
    case: Case, wrong: str
) -> None:
    queries_of_an_attempt(new_reference(), "first@example.com")  # what a process keeps
    right = queries_of_an_attempt(case.reference, EMAIL)
    other = queries_of_an_attempt(*WRONG[wrong](case))
    assert len(right) > 10
    assert right == other


def test_only_the_applicant_gets_mail(case: Case) -> None:
    Follower().ask(case.reference, "somebody@example.com")
    Follower().ask(new_reference(), EMAIL)
    assert deliver() == []
    assert {one.state for one in Message.objects.all()} == {"dropped"}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_right_code_of_a_visit_without_a_case_opens_nothing(case: Case, wrong: str) -> None:
    follower = Follower()
    follower.ask(*WRONG[wrong](case))
    assert follower.type(newest_code()).status_code == 400
    assert follower.get().status_code == 303
    assert follower.visit.verified_at is None


@pytest.mark.parametrize(
    "typed",
    [{}, {"reference": "", "email": ""}, {"reference": "DP-1", "email": "x"},
     {"reference": "DP-K7MQ-3XWA-2", "email": EMAIL}, {"reference": "x" * 9999, "email": "\x00"},
     {"reference": "‮", "email": "a@b"}],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ur"])
def test_what_cannot_be_right_is_asked_again_with_words(
    typed: dict[str, str], language: str
) -> None:
    response = Follower(language).post("track", typed)
    assert response.status_code == 400
    assert 'class="error-summary"' in text_of(response)
    assert not Visit.objects.exists()


def test_a_field_that_people_do_not_see_is_told_and_nothing_is_lost(case: Case) -> None:
    follower = Follower()
    typed = {"reference": case.reference, "email": EMAIL, "contact_url": "http://x.example"}
    response = follower.post("track", typed)
    assert response.status_code == 400
    assert case.reference in text_of(response)
    assert "x.example" not in text_of(response)
    assert not Visit.objects.exists()


def test_changing_the_language_keeps_what_was_typed(case: Case) -> None:
    follower = Follower("ur")
    response = follower.post(
        "track", {"reference": "DP-K7", "email": EMAIL, "another_language": "ur"}
    )
    assert response.status_code == 200
    page = text_of(response)
    assert 'lang="ur"' in page
    assert "DP-K7" in page
    assert "error-summary" not in page
    follower.ask(case.reference)
    response = follower.post("track_code", {"code": "ABC", "another_language": "ur"})
    assert response.status_code == 200
    assert "ABC" in text_of(response)


def test_a_wrong_code_may_be_tried_five_times_and_not_more(case: Case) -> None:
    follower = Follower()
    follower.ask(case.reference)
    right = newest_code()
    for _ in range(5):
        assert follower.type("222222" if right != "222222" else "333333").status_code == 400
    assert follower.type(right).status_code == 400
    assert follower.get().status_code == 303


def test_another_code_ends_the_former_one(case: Case) -> None:
    follower = Follower()
    follower.ask(case.reference)
    former = newest_code()
    assert follower.post("track_again")["Location"] == address("track_code")
    assert follower.type(former).status_code == 400
    assert follower.type(newest_code()).status_code == 303


def test_a_code_opens_once(case: Case) -> None:
    first, second = Follower(), Follower()
    first.ask(case.reference)
    code = newest_code()
    second.client.cookies["track"] = first.token
    first.type(code)
    assert second.type(code)["Location"] == address("track_case")
    assert second.get()["Location"] == address("track_ended")


def test_a_code_that_is_too_old_opens_nothing(case: Case) -> None:
    follower = Follower()
    follower.ask(case.reference)
    EmailCode.objects.update(expires_at=timezone.now())
    assert follower.type(newest_code()).status_code == 400


def test_the_code_of_one_visit_opens_no_other(case: Case) -> None:
    mine, other = Follower(), Follower()
    mine.ask(case.reference)
    code = newest_code()
    other.ask(followed_case(cnic="3520212345672", email="b@example.com",
                        email_hash=lookup_hash("email", "b@example.com")).reference,
              "b@example.com")  # fmt: skip
    assert other.type(code).status_code == 400


def test_entering_changes_the_token(case: Case) -> None:
    """Who has put a cookie into somebody's browser beforehand has nothing of it."""
    follower = Follower()
    follower.ask(case.reference)
    planted = follower.token
    follower.type(newest_code())
    assert follower.token != planted
    thief = Follower()
    thief.token = planted
    assert thief.get().status_code == 303


def test_the_table_of_visits_does_not_hold_the_token(case: Case) -> None:
    follower = Follower().enter(case)
    assert Visit.objects.get().token_hash == token_hash(follower.token)
    assert len(follower.token) >= 43  # 256 bits


def test_the_cookie_is_sent_to_tracking_pages_only_and_not_to_scripts(
    case: Case, settings: Any
) -> None:
    settings.CSRF_COOKIE_SECURE = True
    response = Follower().ask(case.reference)
    morsels = list(response.cookies.values())
    assert {one["path"] for one in morsels if one.key == "track"} == {"/en/track/", "/ur/track/"}
    for one in morsels:
        if one.key == "track":
            assert (one["httponly"], one["samesite"], one["secure"]) == (True, "Lax", True)
            assert one["max-age"] == IDLE.total_seconds()


def tokens_that_open_nothing(case: Case) -> dict[str, str]:
    """Cookies that somebody may come with."""
    begun, expired, changed = Follower(), Follower().enter(case), Follower().enter(case)
    begun.ask(case.reference)
    expired.visit.__class__.objects.filter(pk=expired.visit.pk).update(expires_at=timezone.now())
    used = Follower().enter(case)
    gone = used.token
    used.post("track_finish")
    return {
        "none": "", "guessed": "x" * 43, "too long": "x" * 5000, "not a token": "\xe9\x01;",
        "before the code": begun.token, "expired": expired.token, "finished": gone,
        "altered": changed.token[:-1] + ("A" if changed.token[-1] != "A" else "B"),
    }  # fmt: skip


@pytest.mark.parametrize("name", OF_THE_CASE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_sees_or_does_anything(case: Case, name: str, method: str) -> None:
    for kind, token in tokens_that_open_nothing(case).items():
        client = Client()
        if token:
            client.cookies["track"] = token
        response = getattr(client, method)(address(name))
        assert response.status_code == 303, kind
        assert response["Location"] in {address("track"), address("track_ended")}, kind
        page = text_of(client.get(response["Location"]))
        assert [word for word in [*PERSONAL, case.reference] if word in page] == [], kind
    case.refresh_from_db()
    assert case.status == Status.IN_REVIEW
    assert not case.events.exists()


@pytest.mark.parametrize("name", OF_THE_CASE)
def test_who_is_signed_in_as_staff_sees_nothing_more(case: Case, name: str) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root", "root@example.org", "x"))
    response = client.get(address(name))
    assert (response.status_code, response["Location"]) == (303, address("track"))


def test_one_visitor_does_not_see_the_case_of_another(case: Case) -> None:
    other = followed_case(cnic="3520212345672", applicant_name="Bilal")
    page = text_of(Follower().enter(other).get())
    assert case.reference not in page
    assert other.reference in page


def test_a_visit_ends_after_half_an_hour_without_use(case: Case) -> None:
    follower = Follower().enter(case)
    Visit.objects.update(expires_at=timezone.now() + timedelta(minutes=5))
    response = follower.get()
    assert response.status_code == 200
    assert [one for one in response.cookies.values() if one.key == "track"]
    assert Visit.objects.get().expires_at > timezone.now() + timedelta(minutes=29)
    Visit.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert follower.get()["Location"] == address("track_ended")
    page = follower.get("track_ended")
    assert "30 minutes" in text_of(page)
    assert follower.token == ""


def test_a_visit_ends_when_the_address_of_the_application_changes(case: Case) -> None:
    follower = Follower().enter(case)
    case.email, case.email_hash = "new@example.com", lookup_hash("email", "new@example.com")
    case.save()
    assert follower.get()["Location"] == address("track_ended")


def test_a_visit_goes_on_while_the_look_up_key_is_changed(case: Case, settings: Any) -> None:
    follower = Follower().enter(case)
    settings.LOOKUP_KEYS = ["n" * 50, *settings.LOOKUP_KEYS]
    assert follower.get().status_code == 200
    assert Follower().enter(case).get().status_code == 200


def test_finishing_clears_the_computer(case: Case) -> None:
    follower = Follower().enter(case)
    response = follower.post("track_finish")
    assert response["Location"] == address("track_finished")
    assert follower.token == ""
    assert not Visit.objects.exists()
    assert follower.get("track_finished").status_code == 200
    assert follower.get()["Location"] == address("track")


@pytest.mark.parametrize(
    ("rule", "typed"),
    [("track-visitor", "another"), ("track-reference", "same"), ("codes-email", "same")],
)
@pytest.mark.parametrize("language", ["en", "ur"])
def test_too_many_attempts_are_told_when_to_try_again(
    case: Case, settings: Any, rule: str, typed: str, language: str
) -> None:
    settings.LIMITS = {rule: (2, 3600)}
    answers = []
    for _ in range(3):
        reference = case.reference if typed == "same" else new_reference()
        answers.append(Follower(language).ask(reference))
    assert [one.status_code for one in answers] == [303, 303, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600


def test_sending_the_code_again_is_limited(case: Case, settings: Any) -> None:
    settings.LIMITS = {"codes-subject": (2, 3600)}
    follower = Follower()
    follower.ask(case.reference)
    assert follower.post("track_again").status_code == 303
    assert follower.post("track_again").status_code == 429


@pytest.mark.parametrize("name", ["track", "track_code", "track_no_access", *OF_THE_CASE,
                                  "track_finished", "track_ended", "track_deleted"])  # fmt: skip
def test_no_page_is_kept_and_only_the_first_may_be_found(case: Case, name: str) -> None:
    response = Follower().enter(case).get(name)
    assert "no-store" in response["Cache-Control"]
    if response.status_code == 200:
        assert ("X-Robots-Tag" in response.headers) == (name != "track")


def test_addresses_hold_neither_reference_nor_token(case: Case) -> None:
    for name in ["track", *OF_THE_CASE]:
        assert re.fullmatch(r"/en/track/[a-z/-]*", address(name))


def test_who_lost_the_address_is_told_the_way_through_an_officer() -> None:
    page = text_of(Follower().get("track_no_access"))
    assert "officer" in page
    assert "recorded" in page


def test_nothing_of_the_person_is_logged(case: Case, caplog: Any, capsys: Any) -> None:
    with caplog.at_level("DEBUG"):
        follower = Follower().enter(case)
        follower.get()
        follower.post("track_download")
    logged = caplog.text + "".join(capsys.readouterr())
    assert [w for w in [*PERSONAL, case.reference, follower.token] if w in logged] == []
    assert len(mail.outbox) == 0
