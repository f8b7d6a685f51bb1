"""Reference numbers: read over the phone, mistyped, and still safe."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.engine.references import ALPHABET, check_character, new_reference, parse, written

BODIES = st.text(st.sampled_from(ALPHABET), min_size=8, max_size=8)


def test_no_character_can_be_taken_for_another():
    assert not set("01IOL") & set(ALPHABET)
    assert Counter(ALPHABET).most_common(1)[0][1] == 1
    assert len(ALPHABET) == 31


@given(BODIES)
def test_every_reference_is_read_back(body):
    reference = written(body + check_character(body))
    assert parse(reference) == reference


@pytest.mark.parametrize(
    "change", [str.lower, lambda text: text.replace("-", " "), lambda text: text.replace("-", ""),
               lambda text: text.removeprefix("DP-"), lambda text: f"  {text}\u200f "]
)  # fmt: skip
def test_case_spaces_dashes_and_prefix_do_not_matter(change):
    reference = new_reference()
    assert parse(change(reference)) == reference


@settings(max_examples=60)
@given(BODIES)
def test_every_single_wrong_character_is_found(body):
    plain = body + check_character(body)
    for place, right in enumerate(plain):
        for wrong in set(ALPHABET) - {right}:
            assert parse(plain[:place] + wrong + plain[place + 1 :]) is None


@settings(max_examples=200)
@given(BODIES)
def test_every_swap_of_neighbours_is_found(body):
    plain = body + check_character(body)
    for place, (first, second) in enumerate(pairwise(plain)):
        if first != second:
            assert parse(plain[:place] + second + first + plain[place + 2 :]) is None


@given(st.text(st.characters(), max_size=30))
def test_nothing_raises_and_nothing_else_is_a_reference(typed):
    found = parse(typed)
    assert found is None or parse(found) == found


def test_references_are_not_to_be_guessed():
    drawn = {new_reference() for _ in range(5_000)}
    assert len(drawn) == 5_000
    assert {char for one in drawn for char in one[3:]} == {*ALPHABET, "-"}
