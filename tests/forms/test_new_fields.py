"""Days, tax numbers, tags and links: what people type, what is stored, what they are told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from forms.engine import dates, fields, validators
from forms.engine.fields.several import MANY_LINKS, MANY_TAGS, TAG_LENGTH
from forms.engine.months import ENGLISH
from urdu.dates import MONTHS
from urdu.folding import fold

ANY_TEXT = st.text(st.characters(), max_size=60)
URDU_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
TODAY = timezone.localdate()
BIRTH_DATES = st.dates(date(TODAY.year - 119, 1, 1), TODAY)
BIRTH = fields.DateField()
NTN = fields.NtnField(required=False)
TAGS = fields.TagsField(required=False)
LINKS = fields.LinksField(required=False)


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


# Days


@given(parts=st.lists(ANY_TEXT, max_size=3))
@example(parts=["\x00", "\ud800", "۱" * 100_000])
@example(parts=["1", "1", "999999999"])
@example(parts=["1/1/1/1", "", ""])
def test_a_day_is_a_date_or_advice_on_any_unicode(parts):
    assert isinstance(value_or_advice(BIRTH, parts), date | str)


@given(day=BIRTH_DATES)
def test_every_day_of_a_life_is_read_in_digits_of_three_scripts(day):
    parts = [str(day.day), str(day.month), str(day.year)]
    for digits in ({}, URDU_DIGITS, ARABIC_DIGITS):
        assert BIRTH.clean([part.translate(digits) for part in parts]) == day


@given(day=BIRTH_DATES)
def test_the_month_may_be_a_name_in_either_language(day):
    for names in (ENGLISH, MONTHS):
        assert BIRTH.clean([str(day.day), names[day.month - 1], str(day.year)]) == day


@given(day=BIRTH_DATES, form=st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]),
       place=st.integers(0, 2))  # fmt: skip
def test_a_date_in_one_piece_is_read_from_any_of_the_inputs(day, form, place):
    parts = ["", "", ""]
    parts[place] = day.strftime(form)
    assert BIRTH.clean(parts) == day


@pytest.mark.parametrize("typed", ["27 مارچ 1990", "۲۷ مارچ، ۱۹۹۰", "27 March 1990", "1990/03/27"])
def test_a_date_in_words_is_read(typed):
    assert BIRTH.clean([typed, "", ""]) == date(1990, 3, 27)


@pytest.mark.parametrize(
    "parts", [["31", "2", "1990"], ["0", "1", "1990"], ["1", "13", "1990"], ["1", "1", "90"]]
)
def test_a_day_that_does_not_exist_is_refused_with_what_to_check(parts):
    assert "Check day, month and year" in error_of(BIRTH, parts)


@pytest.mark.parametrize("parts", [["27", "3", ""], ["27", "", ""], ["", "3", "1990"]])
def test_a_part_of_a_date_is_not_enough(parts):
    assert "day, month and year" in error_of(BIRTH, parts)


def test_nobody_is_born_tomorrow_or_before_anybody_living():
    tomorrow = TODAY + timedelta(days=1)
    parts = [str(tomorrow.day), str(tomorrow.month), str(tomorrow.year)]
    assert "still to come" in error_of(BIRTH, parts)
    assert str(TODAY.year) in error_of(BIRTH, ["1", "1", str(TODAY.year - 121)])


def test_a_child_born_today_has_a_birth_date():
    """No source names a lowest age: whether somebody is old enough is for the officer to judge."""
    assert BIRTH.clean([str(TODAY.day), str(TODAY.month), str(TODAY.year)]) == TODAY


@given(typed=ANY_TEXT)
def test_splitting_a_date_gives_three_parts_or_none(typed):
    parts = dates.split_day(typed)
    assert parts is None or len(parts) == 3


# Tax numbers


@given(typed=ANY_TEXT)
@example(typed="۱" * 100_000)
def test_a_tax_number_is_digits_or_advice_on_any_unicode(typed):
    value = value_or_advice(NTN, typed)
    assert value == "" or value.isascii() or "NTN" in value


@given(digits=st.text("0123456789", min_size=1, max_size=20))
def test_seven_or_eight_digits_or_a_cnic_are_a_tax_number_and_nothing_else_is(digits):
    assert (validators.ntn(digits) == digits) == (len(digits) in {7, 8, 13})


@given(digits=st.from_regex(r"\d{7}|\d{8}|\d{13}", fullmatch=True, alphabet="0123456789"))
def test_a_tax_number_is_read_back_from_how_it_is_shown(digits):
    assert validators.ntn(NTN.as_text(digits)) == digits
    assert validators.ntn(digits.translate(URDU_DIGITS)) == digits


def test_a_tax_number_is_shown_as_people_write_it():
    assert NTN.as_text(NTN.clean(" ۴۱۷۴۹۴۱–۳ ")) == "4174941-3"
    assert NTN.as_text(NTN.clean("4174941")) == "4174941"
    assert NTN.as_text(NTN.clean("3520212345671")) == "35202-1234567-1"


def test_a_tax_number_may_be_left_out():
    assert NTN.clean("") == ""


# Tags


@given(typed=st.text(st.characters(), max_size=400))
@example(typed="," * 60_000)
@example(typed="a" * 60_000)
@example(typed="\x00")
def test_tags_are_short_few_and_different_or_advice_on_any_unicode(typed):
    tags = value_or_advice(TAGS, typed)
    if isinstance(tags, list):
        assert len(tags) <= MANY_TAGS
        assert all(0 < len(tag) <= TAG_LENGTH for tag in tags)
        assert len({fold(tag) for tag in tags}) == len(tags)
        assert TAGS.clean(", ".join(tags)) == tags


@pytest.mark.parametrize("comma", [",", "،", ", ", " ، ", "\n", ";", "؛", ",،,"])
def test_commas_of_both_scripts_and_lines_part_tags(comma):
    assert TAGS.clean(comma.join(["WordPress", "ویڈیو", "C++"])) == ["WordPress", "ویڈیو", "C++"]


def test_spellings_of_one_tag_are_kept_once_as_first_typed():
    assert TAGS.clean("WordPress, wordpress ، كتابت، کتابت") == ["WordPress", "کتابت"]


def test_signs_that_make_a_tag_are_kept():
    assert TAGS.clean("C, C++, C#, .NET") == ["C", "C++", "C#", ".NET"]


def test_a_piece_without_a_letter_or_digit_is_no_tag():
    assert TAGS.clean("SEO, -, …, ") == ["SEO"]


def test_too_many_or_too_long_tags_are_named():
    assert "at most 15" in error_of(TAGS, ",".join(map(str, range(16))))
    assert "40" in error_of(TAGS, "x" * 41)


# Links


@given(typed=st.text(st.characters(), max_size=300))
@example(typed="a" * 60_000)
def test_links_are_https_addresses_or_advice_on_any_unicode(typed):
    links = value_or_advice(LINKS, typed)
    if isinstance(links, list):
        assert all(link.startswith("https://") for link in links)
        assert LINKS.clean("\n".join(links)) == links


def test_links_may_stand_on_lines_or_be_parted_by_spaces_and_commas():
    typed = "https://a.example.com/x,\r\n  b.example.com/y ، http://c.example.com"
    assert LINKS.clean(typed) == [
        "https://a.example.com/x", "https://b.example.com/y", "https://c.example.com",
    ]  # fmt: skip


def test_the_same_link_is_kept_once():
    assert LINKS.clean("https://example.com/me\nexample.com/me/") == ["https://example.com/me"]


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "ftp://example.com/x", "hello", "@me"])
def test_what_is_no_address_is_named_in_the_error(typed):
    assert typed in error_of(LINKS, f"https://example.com/me\n{typed}")


def test_more_links_than_anybody_looks_at_are_refused():
    many = "\n".join(f"https://example.com/{number}" for number in range(MANY_LINKS + 1))
    assert "at most 10" in error_of(LINKS, many)
