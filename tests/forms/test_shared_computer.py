"""Two people, one browser: answers are never mixed, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forms.engine.models import Draft

AYESHA = {"email": "ayesha@example.com", "mobile": "0300 1234567"}
BILAL = {"email": "bilal@example.com", "mobile": "0333 7654321"}


def emails():
    return sorted(draft.typed("contact").get("email", [""])[0] for draft in Draft.objects.all())


def an_empty_page_sent_late(visitor, shown_form, answers=BILAL):
    """A first page that was opened before another person's form existed."""
    form = shown_form(visitor.get("contact"))
    visitor.answer_until("name")
    return visitor.client.post(visitor.address("contact"), form | answers)


def test_a_first_page_sent_late_does_not_overwrite_another_persons_form(both, shown_form):
    response = an_empty_page_sent_late(both, shown_form)
    assert response.status_code == 400
    assert emails() == ["ayesha@example.com"]


def test_what_was_typed_on_it_stands_in_the_answer_and_the_others_answers_do_not(both, shown_form):
    page = an_empty_page_sent_late(both, shown_form).content.decode()
    assert 'value="bilal@example.com"' in page
    assert not [word for word in ["ayesha", "Ayesha", "1234567"] if word in page]


def test_a_new_form_can_be_begun_with_it_and_both_are_kept(both, shown_form):
    asked = shown_form(an_empty_page_sent_late(both, shown_form))
    response = both.client.post(both.address("contact"), asked | {"action": "anew"})
    assert response["Location"] == both.address("name")
    assert emails() == ["ayesha@example.com", "bilal@example.com"]
    page = both.get("name").content.decode()
    assert "Ayesha" not in page
    assert 'value="bilal@example.com"' in both.get("contact").content.decode()


def test_the_form_that_is_put_aside_is_reached_by_its_link(visitor, shown_form):
    asked = shown_form(an_empty_page_sent_late(visitor, shown_form))
    visitor.client.post(visitor.address("contact"), asked | {"action": "anew"})
    visitor.send("resume", {"email": "ayesha@example.com"})
    assert [letter.to for letter in visitor.mail()] == [["ayesha@example.com"]]


def test_going_on_with_the_form_that_is_open_is_offered_too(both, shown_form):
    page = an_empty_page_sent_late(both, shown_form).content.decode()
    assert f'href="{both.address()}"' in page


def test_a_second_click_on_the_first_page_begins_no_second_form(both, shown_form):
    form = shown_form(both.get("contact")) | AYESHA
    answers = [both.client.post(both.address("contact"), form) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {both.address("name")}
    assert Draft.objects.count() == 1


def test_a_page_of_another_form_is_never_mixed_in(visitor, shown_form, new_visitor):
    stranger = new_visitor()
    stranger.answer_until("name")
    foreign = shown_form(stranger.get("cnic"))["draft"]
    visitor.answer_until("name")
    response = visitor.send("cnic", {"cnic": "61101-7654321-0"}, draft=foreign)
    assert response.status_code == 400
    assert 'value="61101-7654321-0"' in response.content.decode()
    assert not any(draft.typed("cnic") for draft in Draft.objects.all())


def test_a_later_page_of_another_form_can_begin_a_new_one(visitor, shown_form):
    visitor.answer_until("name")
    asked = shown_form(visitor.send("cnic", {"cnic": "61101-7654321-0"}, draft="x"))
    visitor.client.post(visitor.address("cnic"), asked | {"action": "anew"})
    assert visitor.get()["Location"] == visitor.address("contact")
    visitor.send("contact", BILAL)
    visitor.send("name", {"full_name": "Bilal"})
    assert 'value="61101-7654321-0"' in visitor.get("cnic").content.decode()


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", '" onclick="x'])
def test_what_was_typed_comes_back_harmless(visitor, shown_form, typed):
    page = an_empty_page_sent_late(visitor, shown_form, {"email": typed}).content.decode()
    assert typed not in page


def test_a_second_click_is_no_way_to_learn_whether_a_locked_form_holds_an_answer(
    visitor, shown_form
):
    form = shown_form(visitor.get("contact"))
    visitor.answer_until("name")
    Draft.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    for answers in (AYESHA, BILAL):
        response = visitor.client.post(visitor.address("contact"), form | answers)
        assert response.status_code == 400
