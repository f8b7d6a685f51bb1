"""Bytes that any database sorts as `sort_key` does."""

from hypothesis import example, given
from hypothesis import strategies as st

from urdu.sorting import sort_bytes, sort_key

TEXT = st.text(
    st.characters(codec="utf-8") | st.sampled_from("آابپتھوؤہۂیےئ ًِّ012۳٣AaéZ-\u200c\0"), max_size=12
)


@given(TEXT, TEXT)
@example("گھر", "گھرگھر")
@example("9", "10")
@example("و", "ؤ")
@example("a", "a b")
@example("\0", "\1")
def test_they_order_two_texts_as_the_key_does(one: str, other: str) -> None:
    # Texts that differ in nothing that is sorted by are left to the primary key.
    keys = sort_key(one)[:2], sort_key(other)[:2]
    found = sort_bytes(one), sort_bytes(other)
    if found[0] != found[1]:
        assert (found[0] < found[1]) == (keys[0] < keys[1])


def test_texts_that_differ_have_different_bytes() -> None:
    titles = ["آب", "اب", "منصوبہ", "منصوبۂ", "a", "A b", "a b c", "9", "10"]
    assert len({sort_bytes(title) for title in titles}) == len(titles)


def test_a_very_long_text_is_cut() -> None:
    assert len(sort_bytes("ب" * 5000)) == 1000
