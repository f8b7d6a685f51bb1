"""What people type as CNIC, number, address and grade, and what is made of it."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forms.engine import validators
from forms.engine.months import month_number

ANY_TEXT = st.text(st.characters(), max_size=60)
CNIC_LIKE = st.text(st.sampled_from("0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩- .–"), max_size=24)
READERS = [
    validators.cnic,
    validators.mobile,
    validators.email,
    validators.cgpa,
    validators.whole_number,
    validators.https_address,
    month_number,
]


@pytest.mark.parametrize(
    "typed",
    [
        "3520212345671",
        "35202-1234567-1",
        " 35202 1234567 1 ",
        "۳۵۲۰۲-۱۲۳۴۵۶۷-۱",
        "٣٥٢٠٢١٢٣٤٥٦٧١",
        "35202–1234567–1",
        "\u200f35202-1234567-1\u200f",
        "３５２０２１２３４５６７１",
    ],
)
def test_a_cnic_is_read_in_every_spelling_people_use(typed):
    assert validators.cnic(typed) == "3520212345671"


@pytest.mark.parametrize("typed", ["8220212345671", "3520212345670", "0000000000000"])
def test_no_digit_of_a_cnic_is_refused(typed):
    """python-stdnum wrongly rejects a leading 8 and a final 0."""
    assert validators.cnic(typed) == typed


@pytest.mark.parametrize(
    "typed", ["", "352021234567", "35202123456712", "35202-12345x7-1", "½" * 13]
)
def test_anything_but_thirteen_digits_is_no_cnic(typed):
    assert validators.cnic(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "03001234567",
        "0300 1234567",
        "0300-123 4567",
        "+923001234567",
        "+92 300 1234567",
        "00923001234567",
        "923001234567",
        "+92 (0)300 1234567",
        "3001234567",
        "۰۳۰۰۱۲۳۴۵۶۷",
    ],
)
def test_a_pakistani_mobile_number_is_read_in_every_spelling(typed):
    assert validators.mobile(typed) == "+923001234567"


def test_a_range_that_libphonenumber_does_not_know_is_taken_with_a_doubt():
    assert validators.mobile("03381234567") == "+923381234567"
    assert not validators.is_known_number("+923381234567")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("+44 7700 900123", "+447700900123"), ("00971501234567", "+971501234567")],
)
def test_a_foreign_number_is_taken_with_its_country_code(typed, stored):
    assert validators.mobile(typed) == stored


@pytest.mark.parametrize(
    "typed",
    ["", "0300123456", "030012345678", "051 1234567", "+92511234567", "call me", "+0123456789"],
)
def test_what_is_no_mobile_number_is_refused(typed):
    assert validators.mobile(typed) is None


def test_numbers_are_shown_in_the_groups_people_read():
    assert validators.grouped_number("+923001234567") == "0300 1234567"
    assert validators.grouped_number("+447700900123") == "+44 7700 900123"
    assert validators.grouped_cnic("3520212345671") == "35202-1234567-1"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Ali@Example.COM", "Ali@example.com"),
        (" ali @ example.com ", "ali@example.com"),
        ("ali@example۔com", "ali@example.com"),
        ("ａｌｉ@example.com", "ali@example.com"),
    ],
)
def test_an_email_address_is_freed_of_stray_spaces_and_signs(typed, stored):
    assert validators.email(typed) == stored


@pytest.mark.parametrize("typed", ["", "ali", "ali@", "@example.com", "ali@example", "a@b@c"])
def test_what_is_no_email_address_is_refused(typed):
    assert validators.email(typed) is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3.25", "3.25"),
        ("3,5", "3.50"),
        ("۳٫۵", "3.50"),
        ("3.5/4", "3.50"),
        ("3.5 / 4.0", "3.50"),
        ("4", "4.00"),
        ("0", "0.00"),
    ],
)
def test_a_cgpa_is_read_with_comma_urdu_digits_and_scale(typed, value):
    assert validators.cgpa(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "4.01", "-1", "85%", "3.256", "A", "NaN", "Infinity", "1e1"])
def test_what_is_no_cgpa_is_refused(typed):
    assert validators.cgpa(typed) is None


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("example.com/cv", "https://example.com/cv"),
        ("http://example.com/cv", "https://example.com/cv"),
        ("HTTPS://Example.com/cv", "https://Example.com/cv"),
        (" https://linkedin.com/in/ayesha ", "https://linkedin.com/in/ayesha"),
    ],
)
def test_a_link_becomes_an_https_address(typed, stored):
    assert validators.https_address(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "", "javascript:alert(1)", "ftp://example.com", "https://localhost/", "https://127.0.0.1/",
        "https://user:secret@example.com/", "https://[", "data:text/html,x", "my cv",
    ],
)  # fmt: skip
def test_an_address_that_a_citizen_cannot_mean_is_refused(typed):
    assert validators.https_address(typed) is None


@pytest.mark.parametrize(
    ("typed", "month"),
    [("6", 6), ("06", 6), ("۶", 6), ("June", 6), ("sept", 9), ("جون", 6), ("اکتوبر", 10)],
)
def test_a_month_is_a_number_or_a_name_in_either_language(typed, month):
    assert month_number(typed) == month


@pytest.mark.parametrize("typed", ["", "0", "13", "ju", "Moharram"])
def test_what_is_no_month_is_refused(typed):
    assert month_number(typed) is None


@pytest.mark.parametrize("read", READERS)
@settings(max_examples=150)
@given(typed=ANY_TEXT)
@example(typed="\ud800")
@example(typed="\x00" * 13)
@example(typed="https://[::")
@example(typed="9" * 100_000)
def test_no_reader_raises_on_any_unicode_text(read, typed):
    read(typed)


@pytest.mark.parametrize("read", READERS)
@settings(max_examples=150)
@given(typed=ANY_TEXT | CNIC_LIKE)
def test_every_reader_accepts_its_own_result(read, typed):
    found = read(typed)
    if found is not None:
        assert read(str(found)) == found


@settings(max_examples=150)
@given(st.from_regex(r"\A[0-9]{13}\Z"))
def test_every_cnic_as_it_is_shown_is_read_back(digits):
    assert validators.cnic(validators.grouped_cnic(digits)) == digits


@settings(max_examples=150)
@given(st.from_regex(r"\A3[0-9]{9}\Z"))
def test_every_pakistani_mobile_number_as_it_is_shown_is_read_back(digits):
    stored = f"+92{digits}"
    assert validators.mobile(validators.grouped_number(stored)) == stored
