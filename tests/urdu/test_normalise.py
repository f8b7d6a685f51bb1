import unicodedata

import pytest
from hypothesis import given

from tests.urdu.strategies import any_text
from urdu.folding import fold
from urdu.normalise import identifier, index_key, normalise, search_key
from urdu.plurals import IRREGULAR, stem


@pytest.mark.parametrize("function", [normalise, identifier, fold, search_key, stem])
@given(text=any_text)
def test_doing_it_twice_changes_nothing(function, text):
    once = function(text)
    assert function(once) == once


@given(text=any_text)
def test_nothing_raises_on_any_text(text):
    index_key(text)


@given(text=any_text)
def test_display_text_is_composed(text):
    assert unicodedata.is_normalized("NFC", normalise(text))


@pytest.mark.parametrize(
    ("typed", "urdu"),
    [
        ("كتاب", "کتاب"),
        ("علي", "علی"),
        ("على", "علی"),
        ("هم", "ہم"),
        ("بھائي", "بھائی"),
        ("زكاة", "زکاۃ"),
        ("آ", "آ"),
        ("آئين", "آئین"),
        ("ی\u0654", "ئ"),
        ("ي\u064e\u0654", "ئ\u064e"),
        ("ہ\u0654", "ۂ"),
        ("ۀ", "ۂ"),
        ("ﭘﺎﮐﺴﺘﺎﻥ", "پاکستان"),
        ("ﮨﮯ", "ہے"),
        ("ﻻﮨﻮﺭ", "لاہور"),
        ("ﷲ", "اللہ"),
        ("محم\ufe7cد", "محم\u0651د"),
    ],
)
def test_what_keyboards_and_pdf_files_give_becomes_urdu(typed, urdu):
    assert normalise(typed) == urdu


@pytest.mark.parametrize(
    "text", ["بھائی", "گھر‌گھر", "ﷺ", "۲۰۲۶", "½ … ² ﬁ", "e-Rozgar", "صفحۂ اول"]
)
def test_what_is_right_already_stays(text):
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("۳۵۲۰۲-۱۲۳۴۵۶۷-۱", "35202-1234567-1"),
        ("٣٥٢٠٢١٢٣٤٥٦٧١", "3520212345671"),
        ("35202–1234567–1", "35202-1234567-1"),  # en dashes
        ("\u2066+92 300\u00a01234567\u2069\u200f ", "+92 300 1234567"),
        ("\ufeffPK36SCBL0000001123456702\u200b", "PK36SCBL0000001123456702"),
        ("ｎａｍｅ＠example.pk", "name@example.pk"),  # full width
        ("  AB ـ12\t", "AB 12"),
    ],
)
def test_an_identifier_loses_its_disguises(typed, plain):
    assert identifier(typed) == plain


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("كتاب", "کتاب"),
        ("ڈيجيٹل", "ڈیجیٹل"),
        ("اذاد", "آذاد"),
        ("آبادی", "ابادی"),
        ("ہاوسنگ", "ہاؤسنگ"),
        ("ہاو\u0654سنگ", "ہاؤسنگ"),
        ("جرات", "جرأت"),
        ("علما", "علماء"),
        ("ہوۓ", "ہوئے"),
        ("لیے", "لئے"),
        ("وئیر", "ویئر"),
        ("وزارت", "وزارتِ"),
        ("مدت", "مدّت"),
        ("کتاب", "کتابیں"),
        ("کتابوں", "کتاب"),
        ("2026", "۲۰۲۶"),
        ("٢٠٢٦", "2026ء"),
        ("گھرگھر", "گھر‌گھر"),
        ("ﭘﺎﮐﺴﺘﺎﻥ", "پاکستان"),
        ("PSEB", "pseb"),
        ("cafe", "Café"),
    ],
)
def test_spellings_of_the_same_word_have_the_same_search_key(typed, title):
    assert search_key(typed) == search_key(title)


@pytest.mark.parametrize("stored", ["گھرگھر", "گھر‌گھر", "گھر گھر"])
@pytest.mark.parametrize("typed", ["گھرگھر", "گھر‌گھر", "گھر گھر"])
def test_any_spacing_of_a_doubled_word_finds_any_other(stored, typed):
    assert set(search_key(typed).split()) <= set(index_key(f"{stored} خدمات").split())


@pytest.mark.parametrize("typed", ["سافٹویئر", "سافٹ‌ویئر", "سافٹ ویئر", "سافٹ ویئرز"])
def test_a_compound_is_found_joined_or_apart(typed):
    assert set(search_key(typed).split()) <= set(index_key("سافٹ ویئر ٹیکنالوجی پارک").split())


def test_words_are_not_joined_across_punctuation():
    assert index_key("پارک، کتاب") == "پارک کتاب"


def test_different_words_keep_different_keys():
    words = ["کتاب", "کاتب", "قومی", "ہفتہ", "جمعہ", "جمع", "پاکستان", "پنجاب", "منصوبہ", "منصب"]
    assert len({search_key(word) for word in words}) == len(words)


def test_text_without_words_has_an_empty_key():
    assert search_key("۔، — \ud800") == ""


@pytest.mark.parametrize(
    "forms",
    [
        "کتاب کتابیں کتابوں",
        "منصوبہ منصوبے منصوبوں",
        "لڑکا لڑکے لڑکوں",
        "کمپنی کمپنیاں کمپنیوں کمپنیز",
        "دعا دعائیں دعاؤں",
        "بھائی بھائیوں",
        "درسگاہ درسگاہیں درسگاہوں",
        "اعلان اعلانات",
        "واقعہ واقعے واقعات",
        "ملازم ملازمین ملازموں",
        "خدمت خدمات خدمتیں",
        "طالب طالبہ طلبہ طلباء طلبا طالبات",
        "لانسر لانسرز لانسروں",
        "پروجیکٹ پروجیکٹس",
        "ٹیکنالوجی ٹیکنالوجیز",
        "پارک پارکس پارکوں",
        "زون زونز",
        "روپے روپیہ روپوں روپیوں",
    ],
)
def test_singular_and_plurals_share_a_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


def test_every_irregular_plural_has_the_stem_of_its_singular():
    assert {p: s for p, s in IRREGULAR.items() if stem(p) != stem(s)} == {}


@pytest.mark.parametrize(
    "word", ["میں", "ہیں", "سے", "کے", "ہے", "یہ", "وہ", "پاکستان", "جمعہ", "یوں"]
)
def test_words_that_only_look_inflected_stay(word):
    assert stem(word) == word
