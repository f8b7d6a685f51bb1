"""Form fields: what they store, what they say, and that nothing but an error ever comes of them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forms.engine import fields
from forms.engine.text import is_readable, one_line, paragraphs, showable

ANY_TEXT = st.text(st.characters(), max_size=80)
CHOICES = [("a", "A"), ("b", "B")]
FIELDS = [
    fields.TextField(),
    fields.LongTextField(),
    fields.NameField(),
    fields.CnicField(),
    fields.MobileField(),
    fields.EmailField(),
    fields.CgpaField(),
    fields.WholeNumberField(low=1, high=500),
    fields.LinkField(),
    fields.OneOf(choices=CHOICES),
    fields.OneOfList(choices=CHOICES),
]


def name_of(field: object) -> str:
    return type(field).__name__


def value_or_advice(field, typed):
    """What the field stores, or what it says; anything else is raised."""
    try:
        return field.clean(typed)
    except ValidationError as error:
        return "".join(error.messages)


def error_of(field, typed) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    return caught.value.messages[0]


@pytest.mark.parametrize("field", FIELDS, ids=name_of)
@settings(max_examples=100)
@given(typed=ANY_TEXT)
@example(typed="\x00")
@example(typed="\ud800abc")
@example(typed="a" * 1_000_000)
@example(typed="۱" * 1_000_000)
def test_a_field_gives_a_value_or_a_validation_error_on_any_unicode(field, typed):
    value = value_or_advice(field, typed)
    str(value).encode()
    assert "\x00" not in str(value)


@pytest.mark.parametrize("field", FIELDS, ids=name_of)
@settings(max_examples=100)
@given(typed=ANY_TEXT)
def test_cleaning_twice_changes_nothing(field, typed):
    try:
        value = field.clean(typed)
    except ValidationError:
        return
    assert field.clean(str(value)) == value


@settings(max_examples=100)
@given(month=ANY_TEXT, year=ANY_TEXT)
def test_a_month_gives_a_date_or_a_validation_error_on_any_unicode(month, year):
    value = value_or_advice(fields.MonthField(years=lambda: (2000, 2040)), [month, year])
    assert isinstance(value, date | str | None)


@settings(max_examples=100)
@given(codes=st.lists(ANY_TEXT, max_size=5))
def test_several_of_a_list_give_codes_or_a_validation_error(codes):
    value = value_or_advice(fields.SeveralOf(choices=CHOICES), codes)
    assert isinstance(value, str) or set(value) <= set(codes)


def test_the_same_choice_sent_twice_counts_once():
    assert fields.SeveralOf(choices=CHOICES).clean(["a", "b", "a"]) == ["a", "b"]


@settings(max_examples=150)
@given(ANY_TEXT)
def test_lines_and_paragraphs_are_the_same_after_a_second_time(typed):
    assert one_line(one_line(typed)) == one_line(typed)
    assert paragraphs(paragraphs(typed)) == paragraphs(typed)


@given(ANY_TEXT)
def test_what_is_shown_again_can_always_be_sent(typed):
    shown = showable(typed)
    shown.encode()
    assert "\x00" not in shown


@pytest.mark.parametrize("typed", ["a\x00b", "a\ud800b", "a\x07b", "\ufffd"])
def test_characters_that_nobody_can_mean_are_refused_with_advice(typed):
    assert not is_readable(showable(typed))
    assert "Type this again" in error_of(fields.TextField(), typed)


@pytest.mark.parametrize("name", ["Ayesha", "عائشہ صدیقی", "O’Brien", "Müller", "D'Souza 3rd", "م"])
def test_single_names_and_names_of_any_script_are_taken(name):
    assert fields.NameField().clean(name) == name


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Ayesha   Siddiqui ", "Ayesha Siddiqui"),
        ("علي", "علی"),
        ("\u202eAli", "Ali"),
        ("Ali\r\nKhan", "Ali Khan"),
    ],
)
def test_a_name_is_stored_in_one_spelling(typed, stored):
    assert fields.NameField().clean(typed) == stored


def test_a_name_without_a_letter_is_refused():
    assert "letters" in error_of(fields.NameField(), "12345")


def test_a_text_that_is_too_long_says_by_how_much():
    assert error_of(fields.TextField(max_length=5), "abcdefgh") == (
        "Shorten this to 5 characters; it has 8 now"
    )


def test_a_text_far_too_long_says_the_same():
    assert "Shorten this to 2000 characters" in error_of(fields.LongTextField(), "x" * 10**6)


def test_a_link_longer_than_its_column_is_refused():
    assert "500" in error_of(fields.LinkField(), "https://example.com/" + "a" * 600)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["", "2026"], "month"),
        (["6", ""], "year"),
        (["6", "1899"], "2000"),
        (["13", "2026"], "month"),
    ],
)
def test_a_month_says_which_part_is_wrong(typed, message):
    assert message in error_of(fields.MonthField(years=lambda: (2000, 2040)), typed)


def test_a_month_in_urdu_is_the_first_day_of_that_month():
    assert fields.MonthField(years=lambda: (2000, 2040)).clean(["جون", "۲۰۲۶"]) == date(2026, 6, 1)


def test_paragraphs_keep_their_lines():
    assert paragraphs(" a  b \r\n\r\n\r\n\r\nc ") == "a b\n\nc"
