import re
import string

import pytest
from django.utils.text import slugify
from hypothesis import given
from hypothesis import strategies as st

from tests.urdu.strategies import any_text, urdu_text
from urdu.slugs import slug


@given(text=any_text)
def test_a_slug_is_ascii_and_never_empty(text):
    assert re.fullmatch(r"[a-z0-9_]+(-[a-z0-9_]+)*-?[a-z0-9_]*", slug(text))


@given(text=st.one_of(any_text, urdu_text))
def test_the_slug_of_a_slug_is_the_slug(text):
    assert slug(slug(text)) == slug(text)


@given(text=st.text(string.printable + "éÜñß"))
def test_latin_text_gives_what_django_gives(text):
    assert slug(text) == (slugify(text) or slug(text))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("ڈیجیٹل پاکستان", "digital-pakistan"),
        ("خبریں اور اعلانات", "khabrin-aur-alanat"),
        ("منصوبہ", "mansoba"),
        ("وزارتِ تعلیم", "wazarat-e-talim"),
        ("صفحۂ اول", "safha-e-aol"),
        ("درخواست", "darkhawast"),
        ("حكومت", "hakomat"),  # Arabic kaf
        ("ای روزگار مرکز", "e-rozgar-markaz"),
        ("سال ۲۰۲۶", "sal-2026"),
        ("PSEB کا اعلان", "pseb-ka-alan"),
    ],
)
def test_urdu_is_romanised_readably(title, expected):
    assert slug(title) == expected


def test_text_that_cannot_be_romanised_has_a_stable_slug():
    assert slug("中文") == slug("中文") == "text-72726d88"
    assert slug("日本") != slug("中文")
