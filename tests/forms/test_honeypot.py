"""The field that people do not see: no trouble to them, and nothing stored for who fills it in."""

import pytest
from lxml import html

from forms.engine import honeypot
from forms.engine.models import Draft
from forms.internships.journey import INTERNSHIPS

FIRST, SECOND = (step.slug for step in INTERNSHIPS.steps[:2])


def page(response):
    return html.fromstring(response.content.decode())


def test_the_page_that_begins_a_form_has_the_field_out_of_everybodys_way(both):
    field = page(both.get(FIRST)).get_element_by_id(honeypot.FIELD)
    wrapper = field.getparent()
    assert field.get("tabindex") == "-1"
    assert field.get("autocomplete") == "off"
    assert not field.get("value")
    assert wrapper.get("aria-hidden") == "true"
    assert wrapper.get("class") == "hidden-text"
    assert wrapper.xpath("./label[@for=$id]", id=field.get("id"))[0].text_content().strip()


def test_later_pages_do_not_have_it(visitor):
    visitor.send(FIRST)
    assert honeypot.FIELD not in visitor.get(SECOND).content.decode()


@pytest.mark.parametrize("empty", ["", "   "])
def test_left_empty_it_changes_nothing(visitor, empty):
    assert visitor.send(FIRST, **{honeypot.FIELD: empty}).status_code == 303


def test_filled_in_nothing_is_stored_and_the_page_says_so(both):
    response = both.send(FIRST, **{honeypot.FIELD: "http://spam.example"})
    assert response.status_code == 400
    assert not Draft.objects.exists()
    assert "draft" not in {morsel.key for morsel in response.cookies.values()}
    assert len(page(response).xpath("//h1")) == 1
    assert "spam.example" not in response.content.decode()


def test_a_person_whose_browser_filled_it_in_goes_on_with_one_button(both, shown_form):
    refused = both.send(FIRST, **{honeypot.FIELD: "x"})
    form = shown_form(refused)
    assert form["email"] == "ayesha@example.com"
    response = both.client.post(both.address(FIRST), form)
    assert response["Location"] == both.address(SECOND)
    assert Draft.objects.get().typed(FIRST)["email"] == ["ayesha@example.com"]


def test_the_button_that_was_pressed_is_remembered(visitor, shown_form):
    refused = visitor.send(FIRST, **{honeypot.FIELD: "x", "language": "ur"})
    response = visitor.client.post(visitor.address(FIRST), shown_form(refused))
    assert response["Location"] == f"/ur/internships/apply/{FIRST}/"


def test_several_fields_of_that_name_do_not_hide_a_filled_one(visitor):
    assert visitor.send(FIRST, **{honeypot.FIELD: ["", "x", ""]}).status_code == 400


def test_a_draft_that_exists_is_not_asked(visitor):
    visitor.send(FIRST)
    assert visitor.send(FIRST, **{honeypot.FIELD: "x"}).status_code == 303
