from hypothesis import given
from hypothesis import strategies as st

from urdu.bidi import mark_ranges

MARK = "\u200e"


def test_a_range_gets_a_mark() -> None:
    assert mark_ranges("مالی سال 2023-24 میں") == f"مالی سال {MARK}2023-24 میں"
    assert mark_ranges("سال ۲۰۲۳–۲۰۲۴") == f"سال {MARK}۲۰۲۳–۲۰۲۴"
    assert mark_ranges("کارڈ 35202-1234567-1") == f"کارڈ {MARK}35202-1234567-1"


def test_a_single_number_and_a_word_with_a_dash_are_left_alone() -> None:
    for text in ("13 نومبر 2025", "12.65 ارب", "ISO-27001", "<a id='a1'>", "1,000"):
        assert mark_ranges(text) == text


@given(st.text(alphabet="0123456789-–,. اب\u200e<>a\"'"))
def test_twice_changes_nothing(text: str) -> None:
    assert mark_ranges(mark_ranges(text)) == mark_ranges(text)
    assert mark_ranges(text).replace(MARK, "") == text.replace(MARK, "")
