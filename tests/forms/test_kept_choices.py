"""Choices that a function gives are kept in the process, and never longer than they are right."""

import copy

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from forms.engine import fields
from forms.engine.fields.choices import KeptChoices
from forms.freelancers import places
from forms.lists.models import City, Skill
from forms.lists.offer import offered
from programs.rows import Region
from tests.forms.conftest import make_lists, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists(db):
    make_lists()


def counted(options):
    """A function that gives these choices, and the list of its calls."""
    calls = []

    def make():
        calls.append(1)
        return options

    return make, calls


def test_the_function_is_asked_once():
    make, calls = counted([("a", "A"), ("group", [("b", "B")])])
    choices = KeptChoices(make)
    assert list(choices) == list(choices) == [("a", "A"), ("group", [("b", "B")])]
    assert choices.codes == {"a", "b"}
    assert len(calls) == 1


def test_each_language_has_choices_of_its_own():
    field = fields.SeveralOf(choices=offered(Skill, "group"))
    assert dict(field.choices)["Software and technology"][0] == ("sql", "Databases")
    with override("ur"):
        assert "سافٹ ویئر اور ٹیکنالوجی" in dict(field.choices)


def test_a_row_that_is_taken_out_cannot_be_chosen_any_more():
    field = fields.SeveralOf(choices=offered(Skill, "group"))
    assert field.clean(["python"]) == ["python"]
    skill = Skill.objects.get(code="python")
    skill.offered = False
    skill.save()
    with pytest.raises(ValidationError):
        field.clean(["python"])
    assert field.clean(["sql"]) == ["sql"]


def test_a_new_row_can_be_chosen_at_once():
    field = fields.SeveralOf(choices=offered(City, "region"))
    assert not field.valid_value("kasur")
    row(City, "kasur", "Kasur", "قصور", region=Region.objects.get(code="PK-PB"))
    assert field.clean(["kasur"]) == ["kasur"]


def test_copies_of_a_field_share_their_choices_and_two_fields_do_not():
    one = fields.OneOf(choices=lambda: [("a", "A")])
    other = fields.OneOf(choices=lambda: [("b", "B")])
    assert copy.deepcopy(one).choices is one.choices
    assert (one.choices.codes, other.choices.codes) == ({"a"}, {"b"})


def test_a_city_is_known_by_either_name_and_by_its_new_one():
    assert places.place("PK-PB", "", "LAHORE").city.code == "lahore"
    assert places.place("PK-PB", "", "لاہور").city.code == "lahore"
    City.objects.filter(code="lahore").update(name_en="Lahor")
    City.objects.get(code="karachi").save()  # any change of content
    assert places.place("PK-PB", "", "Lahor").city.code == "lahore"
    assert places.place("PK-PB", "", "Lahore").city_other == "Lahore"
