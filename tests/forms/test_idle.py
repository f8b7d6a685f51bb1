"""A form that was left alone for an hour asks for a code before it shows anything."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forms.engine.models import Draft
from tests.forms.conftest import code_in

PERSONAL = ["Ayesha", "ayesha@", "35202", "1234567"]
PAGES = ["", "contact", "name", "cnic", "check", "save", "saved", "verify", "leave"]


def leave_alone(minutes=61):
    Draft.objects.update(seen_at=timezone.now() - timedelta(minutes=minutes))


def unlock(visitor, query=""):
    """Ask for the code and type it."""
    visitor.send("unlock", {}, query, action="send")
    return visitor.send("unlock", {"code": visitor.mailed_code()}, query)


@pytest.mark.parametrize("name", PAGES)
def test_a_form_that_was_left_alone_shows_nothing(both, name):
    both.answer_all()
    leave_alone()
    response = both.get(name)
    assert response["Location"].startswith(both.address("unlock"))
    page = both.client.get(response["Location"]).content.decode()
    assert not [word for word in PERSONAL if word in page]
    assert "a•••@example.com" in page


def test_within_the_hour_nothing_is_asked(visitor):
    visitor.answer_until("name")
    leave_alone(59)
    assert visitor.get("cnic").status_code == 200


def test_looking_at_a_page_counts_as_use(visitor):
    visitor.answer_until("name")
    leave_alone(59)
    visitor.get("cnic")
    assert Draft.objects.get().seen_at > timezone.now() - timedelta(minutes=1)


def test_a_look_is_noted_once_a_minute_at_most(visitor):
    visitor.answer_until("name")
    before = Draft.objects.get().seen_at
    visitor.get("cnic")
    assert Draft.objects.get().seen_at == before


def test_the_right_code_leads_back_to_where_one_was(both):
    both.answer_until("skills")
    leave_alone()
    to = both.get("name")["Location"]
    assert to == both.address("unlock") + "?to=name"
    assert unlock(both, "?to=name")["Location"] == both.address("name")
    assert "Ayesha" in both.get("name").content.decode()


def test_the_code_goes_to_the_address_of_the_form_and_proves_it(visitor):
    visitor.answer_all()
    leave_alone()
    visitor.send("unlock", {}, action="send")
    (letter,) = visitor.mail()
    assert letter.to == ["ayesha@example.com"]
    assert "go on with your form" in letter.body
    visitor.send("unlock", {"code": code_in(letter)})
    assert visitor.send("check", {})["Location"] == visitor.address("done")


@pytest.mark.parametrize("typed", ["", "123", "222222"])
def test_a_wrong_code_opens_nothing(both, typed):
    both.answer_all()
    leave_alone()
    both.send("unlock", {}, action="send")
    response = both.send("unlock", {"code": typed})
    assert response.status_code == 400
    assert "error-summary" in response.content.decode()
    assert both.get("name")["Location"].startswith(both.address("unlock"))


def test_nothing_is_mailed_before_somebody_asks_for_it(visitor):
    visitor.answer_all()
    leave_alone()
    visitor.get("name")
    visitor.get("unlock")
    assert visitor.mail() == []


def test_a_page_that_lay_open_keeps_what_was_typed_and_then_asks(visitor, shown_form):
    visitor.answer_until("name")
    form = shown_form(visitor.get("cnic"))
    leave_alone()
    response = visitor.client.post(visitor.address("cnic"), form | {"cnic": "61101-7654321-0"})
    assert response["Location"] == visitor.address("unlock") + "?to=cnic"
    assert Draft.objects.get().typed("cnic") == {"cnic": ["61101-7654321-0"]}
    assert visitor.get("cnic")["Location"].startswith(visitor.address("unlock"))
    unlock(visitor, "?to=cnic")
    assert 'value="61101-7654321-0"' in visitor.get("cnic").content.decode()


def test_a_refused_answer_of_a_page_that_lay_open_is_kept_too(visitor, shown_form):
    visitor.answer_until("name")
    form = shown_form(visitor.get("cnic"))
    leave_alone()
    response = visitor.client.post(visitor.address("cnic"), form | {"cnic": "61"})
    assert response["Location"] == visitor.address("unlock") + "?to=cnic"
    assert Draft.objects.get().typed("cnic") == {"cnic": ["61"]}


def test_a_page_that_lay_open_cannot_turn_the_code_to_another_address(visitor, shown_form):
    visitor.answer_until("name")
    form = shown_form(visitor.get("contact"))
    leave_alone()
    thief = {"email": "thief@example.com", "mobile": "0333 7654321"}
    visitor.client.post(visitor.address("contact"), form | thief)
    visitor.send("unlock", {}, action="send")
    assert [letter.to for letter in visitor.mail()] == [["ayesha@example.com"]]


def test_the_summary_that_lay_open_submits_nothing(visitor, shown_form):
    visitor.answer_all()
    visitor.prove()
    form = shown_form(visitor.get("check"))
    leave_alone()
    response = visitor.client.post(visitor.address("check"), form)
    assert response["Location"] == visitor.address("unlock") + "?to=check"
    assert not Draft.objects.get().submitted


def test_a_form_without_an_address_is_not_locked(visitor):
    visitor.send("contact", {"email": "", "mobile": "0300 1234567"})
    leave_alone()
    assert visitor.get("contact").status_code == 200


def test_another_person_at_the_computer_begins_a_form_of_their_own(both, new_visitor):
    both.answer_until("skills")
    leave_alone()
    response = both.send("unlock", {}, action="anew")
    assert response["Location"] == both.address()
    assert both.get()["Location"] == both.address("contact")
    assert "ayesha" not in both.get("contact").content.decode()
    assert Draft.objects.get().answered("skills")


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "../../", "done", "x"]
)
def test_the_way_back_leads_nowhere_else(visitor, target):
    visitor.answer_until("name")
    leave_alone()
    response = unlock(visitor, f"?to={target}")
    assert response["Location"] == visitor.address()


def test_the_page_that_asks_is_for_locked_forms_only(both):
    both.answer_until("name")
    assert both.get("unlock")["Location"] == both.address()
