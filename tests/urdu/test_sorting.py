import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.urdu.strategies import any_text
from urdu.sorting import ALPHABET, sort_key


def shuffled(items):
    return random.Random(7).sample(items, len(items))


@given(texts=st.lists(any_text))
def test_the_order_does_not_depend_on_where_one_starts(texts):
    assert sorted(texts, key=sort_key) == sorted(shuffled(texts), key=sort_key)


@given(first=any_text, second=any_text)
def test_only_equal_texts_have_equal_keys(first, second):
    assert (sort_key(first) == sort_key(second)) == (first == second)


@given(rest=any_text)
def test_words_follow_their_first_letter(rest):
    for earlier, later in combinations("ابپکمےA", 2):
        assert sort_key(earlier + " " + rest) < sort_key(later)


def test_single_letters_follow_the_alphabet():
    letters = shuffled(ALPHABET)
    assert sorted(letters, key=sort_key) == list(ALPHABET)


@pytest.mark.parametrize(
    "ordered",
    [
        "آزاد اردو بلوچستان پنجاب ٹیکس چین خیبر سندھ گلگت ہنر یونیورسٹی",
        "بات بیٹا بھائی پتا پھل",  # aspirates follow their consonant
        "کتاب کتابیں",
        "مدت مدّت مدتیں",  # shadda only breaks a tie
        "سوال سؤال سوالات",  # hamza too
        "٢ ۳ 10 ا A",  # numbers by value, before letters; Latin last
        "apple Éclair zoo",
    ],
)
def test_examples_are_in_order(ordered):
    words = ordered.split()
    assert sorted(shuffled(words), key=sort_key) == words


def test_a_space_comes_before_any_letter():
    assert sorted(["آبادی", "آب گاہ"], key=sort_key) == ["آب گاہ", "آبادی"]


def test_keyboards_do_not_change_the_order():
    assert sorted(["كراچی", "لاہور", "قصور"], key=sort_key) == ["قصور", "كراچی", "لاہور"]
