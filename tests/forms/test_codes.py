"""Six-character codes: what they look like, how long they hold, how often one may guess."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from forms.casework.models import Case
from forms.engine import codes, limits
from forms.engine.encryption import lookup_hash
from forms.engine.models import Draft, EmailCode
from forms.internships.models import University
from forms.outbox.models import Message, State
from forms.outbox.testing import deliver

ADDRESS = "ayesha@example.com"


@pytest.fixture
def purpose(db):
    """A purpose whose code goes to one address."""
    codes.register_recipient("test", lambda subject: ADDRESS)
    yield "test"
    del codes._purposes["test"]


def sent(purpose, subject="1"):
    codes.send(purpose, subject, email_hash=lookup_hash("email", ADDRESS), language="en")
    return codes.text_of(codes.current(purpose, subject))


def wrong(code):
    return code[:-1] + ("2" if code[-1] != "2" else "3")


def test_a_code_has_six_characters_that_cannot_be_mistaken():
    found = {codes.derive(uuid4(), "a secret") for _ in range(500)}
    assert len(found) > 490
    assert all(len(code) == 6 for code in found)
    assert not set("".join(found)) & set("01OIL")


def test_the_right_code_is_right_once(purpose):
    code = sent(purpose)
    assert codes.check(purpose, "1", code)
    assert not codes.check(purpose, "1", code)


@given(st.text(max_size=30))
def test_what_is_typed_never_raises(typed):
    codes.read(typed)


@pytest.mark.parametrize(
    "spelling", [str.lower, lambda c: f" {c[:3]} {c[3:]} ", lambda c: f"{c[:3]}-{c[3:]}"]
)
def test_spaces_dashes_and_small_letters_are_forgiven(purpose, spelling):
    assert codes.check(purpose, "1", spelling(sent(purpose)))


def test_the_table_does_not_hold_the_code(purpose):
    code = sent(purpose)
    row = EmailCode.objects.values_list().get()
    assert code not in "".join(map(str, row))


def test_a_code_of_another_purpose_or_subject_is_wrong(purpose):
    code = sent(purpose)
    sent(purpose, "2")
    assert not codes.check(purpose, "2", code)
    assert not codes.check("other", "1", code)


def test_a_new_code_ends_the_former_one(purpose):
    first, second = sent(purpose), sent(purpose)
    assert not codes.check(purpose, "1", first)
    assert codes.check(purpose, "1", second)


def test_a_code_ends_after_half_an_hour(purpose):
    code = sent(purpose)
    EmailCode.objects.update(expires_at=timezone.now())
    assert not codes.check(purpose, "1", code)


def test_five_wrong_tries_end_a_code(purpose):
    code = sent(purpose)
    left = []
    for _ in range(5):
        assert not codes.check(purpose, "1", wrong(code))
        left.append(codes.tries_left(purpose, "1"))
    assert left == [4, 3, 2, 1, 0]
    assert not codes.check(purpose, "1", code)


def test_what_cannot_be_a_code_costs_no_try(purpose):
    sent(purpose)
    for typed in ["", "12345", "ABCDEFG", "O01IL1", "\x00" * 6, "ث" * 6]:
        assert not codes.check(purpose, "1", typed)
    assert codes.tries_left(purpose, "1") == 5


def test_many_wrong_tries_in_a_day_leave_one_try_a_code(purpose, settings):
    settings.LIMITS = {"codes-wrong": (6, limits.DAY)}
    for expected in [0, 0]:
        code = sent(purpose)
        for _ in range(5):
            codes.check(purpose, "1", wrong(code))
        assert codes.tries_left(purpose, "1") == expected
    code = sent(purpose)
    codes.check(purpose, "1", wrong(code))
    assert codes.tries_left(purpose, "1") == 0


def test_codes_are_sent_so_often_an_hour_about_one_thing(purpose):
    for _ in range(5):
        sent(purpose)
    with pytest.raises(limits.TooMany):
        sent(purpose)


def test_the_mail_says_what_the_code_is_for_and_that_nobody_asks_for_it(purpose):
    code = sent(purpose)
    (letter,) = deliver()
    assert letter.to == [ADDRESS]
    assert f"\n{code}\n" in letter.body
    assert "confirm your e-mail address" in letter.body
    assert "None of us will ever ask" in letter.body
    assert code not in letter.subject


def test_a_mail_that_is_sent_twice_holds_the_same_code(purpose):
    sent(purpose)
    first = deliver()[0].body
    Message.objects.update(state=State.WAITING, ended_at=None, leased_until=None)
    assert deliver()[0].body == first


@pytest.mark.parametrize("event", ["used", "replaced", "over", "address changed", "owner gone"])
def test_a_code_that_is_no_use_any_more_is_not_mailed(purpose, event):
    code = sent(purpose)
    if event == "used":
        codes.check(purpose, "1", code)
    elif event == "replaced":
        EmailCode.objects.all().delete()
    elif event == "over":
        EmailCode.objects.update(expires_at=timezone.now())
    else:
        address = None if event == "owner gone" else "other@example.com"
        codes.register_recipient("test", lambda subject: address)
    assert deliver() == []
    assert Message.objects.get().state == State.DROPPED


def test_a_code_survives_a_new_look_up_key(purpose, settings):
    code = sent(purpose)
    settings.LOOKUP_KEYS = ["a-new-key-that-comes-first-and-is-long", *settings.LOOKUP_KEYS]
    assert codes.check(purpose, "1", code)


def test_codes_that_are_over_go_when_the_next_one_is_asked_for(purpose):
    sent(purpose, "1")
    EmailCode.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    sent(purpose, "2")
    assert EmailCode.objects.count() == 1


# Before submitting ------------------------------------------------------------------------------


def test_nothing_is_submitted_before_the_address_is_proven(both):
    both.answer_all()
    assert both.send("check", {})["Location"] == both.address("verify")
    assert not Case.objects.exists()
    page = both.get("verify").content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert ADDRESS in page


def test_the_right_code_submits_at_once(both):
    both.answer_all()
    both.send("check", {})
    response = both.send("verify", {"code": both.mailed_code().lower()})
    assert response["Location"] == both.address("done")
    assert Case.objects.get().email == ADDRESS


def test_a_wrong_code_says_how_many_tries_are_left(both):
    both.answer_all()
    both.send("check", {})
    code = both.mailed_code()
    response = both.send("verify", {"code": wrong(code)})
    assert response.status_code == 400
    with translation.override(both.language):
        assert codes.refusal("draft-submit", Draft.objects.get().pk) in response.content.decode()
    assert "4" in response.content.decode().split('class="error-summary"')[1].split("</ul>")[0]
    assert both.send("verify", {"code": code})["Location"] == both.address("done")


def test_after_five_wrong_codes_a_new_one_is_needed(both):
    both.answer_all()
    both.send("check", {})
    code = both.mailed_code()
    for _ in range(5):
        assert both.send("verify", {"code": wrong(code)}).status_code == 400
    assert both.send("verify", {"code": code}).status_code == 400
    both.send("verify", {}, action="again")
    assert both.send("verify", {"code": both.mailed_code()})["Location"] == both.address("done")


@pytest.mark.parametrize("typed", ["", "12345", "K7MQ3XW", "\x00"])
def test_what_is_no_code_gets_advice(both, typed):
    both.answer_all()
    both.send("check", {})
    response = both.send("verify", {"code": typed})
    assert response.status_code == 400
    assert "error-summary" in response.content.decode()


def test_a_second_click_on_submit_sends_no_second_code(visitor):
    visitor.answer_all()
    visitor.send("check", {})
    visitor.send("check", {})
    assert len(visitor.mail()) == 1


def test_a_second_click_on_the_code_finds_the_case(visitor, shown_form):
    visitor.answer_all()
    visitor.send("check", {})
    form = shown_form(visitor.get("verify")) | {"code": visitor.mailed_code()}
    answers = [visitor.client.post(visitor.address("verify"), form) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {visitor.address("done")}
    assert Case.objects.count() == 1


def test_an_address_that_is_changed_must_be_proven_anew(visitor):
    visitor.answer_all()
    visitor.send("check", {})
    first = visitor.mailed_code()
    visitor.send("contact", {"email": "new@example.com", "mobile": "0300 1234567"}, "?change=1")
    visitor.send("verify", {"code": first})
    assert not Case.objects.exists()
    assert visitor.send("check", {})["Location"] == visitor.address("verify")
    letter = visitor.mail()[-1]
    assert letter.to == ["new@example.com"]


def test_a_proven_address_is_not_asked_again(visitor, shown_form):
    visitor.answer_all()
    visitor.prove()
    assert visitor.send("check", {})["Location"] == visitor.address("done")


def test_the_proof_of_another_address_with_dashes_does_not_count(visitor):
    """`a-b@` and `ab@` are two people."""
    visitor.answer_all()
    visitor.send("contact", {"email": "ay-esha@example.com", "mobile": "0300 1234567"})
    visitor.prove()
    assert visitor.send("check", {})["Location"] == visitor.address("verify")


def test_without_a_code_that_can_be_typed_the_page_offers_to_send_one(both):
    both.answer_all()
    both.send("check", {})
    EmailCode.objects.update(expires_at=timezone.now())
    page = both.get("verify").content.decode()
    assert "one-time-code" not in page
    assert 'name="action" value="again"' in page
    both.send("verify", {}, action="again")
    assert both.send("verify", {"code": both.mailed_code()})["Location"] == both.address("done")


def test_the_code_page_leads_to_the_question_for_the_address(both):
    both.answer_all()
    both.send("check", {})
    assert f"{both.address('contact')}?change=1" in both.get("verify").content.decode()


def test_a_missing_answer_is_asked_before_a_code_is_sent(visitor, shown_form):
    visitor.answer_all()
    form = shown_form(visitor.get("check"))
    visitor.send("consent", {})
    answer = visitor.client.post(visitor.address("check"), form)
    assert answer["Location"] == visitor.address("consent")
    assert visitor.mail() == []


def offer(offered):
    nust = University.objects.get(code="nust")
    nust.offered = offered
    nust.save()


def test_the_right_code_is_not_lost_when_an_answer_does_not_stand_any_more(visitor):
    visitor.answer_all()
    visitor.send("check", {})
    offer(False)
    response = visitor.send("verify", {"code": visitor.mailed_code()})
    assert response["Location"] == visitor.address("studies")
    offer(True)
    assert visitor.send("check", {})["Location"] == visitor.address("done")


def test_codes_for_one_form_are_limited_and_the_answers_stay(visitor):
    visitor.answer_all()
    visitor.send("check", {})
    answers = [visitor.send("verify", {}, action="again") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [303] * 4 + [429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert visitor.get("check").status_code == 200
