import pytest
from hypothesis import given

from tests.urdu.strategies import any_text
from urdu.digits import to_ascii, to_urdu


@given(text=any_text)
def test_digits_make_the_round_trip(text):
    assert to_ascii(to_urdu(text)) == to_ascii(text)
    assert to_urdu(to_ascii(text)) == to_urdu(text)


@pytest.mark.parametrize("function", [to_ascii, to_urdu])
@given(text=any_text)
def test_doing_it_twice_changes_nothing(function, text):
    assert function(function(text)) == function(text)


@given(text=any_text)
def test_nothing_but_digits_changes(text):
    assert all(
        before == after or before.isdecimal()
        for before, after in zip(text, to_ascii(text), strict=True)
    )


def test_urdu_and_arabic_digits_become_ascii():
    assert to_ascii("۱۲۳ ٤٥٦ 789") == "123 456 789"


def test_ascii_and_arabic_digits_become_urdu():
    assert to_urdu("123 ٤٥٦") == "۱۲۳ ۴۵۶"
