"""Urdu plurals, folded onto one stem, for search keys only.

A stem is not a word: منصوبہ, منصوبے and منصوبوں all become منصوب. The rules are those of the Urdu
noun (direct and oblique plural: ے، یں، یاں، وں; Arabic ات and ین; the English ز and س that Urdu
borrows with the word). What no rule reaches, the Arabic broken plurals above all, is a table.
"""

import re
from functools import lru_cache

from urdu.folding import fold

# plural → singular, in ordinary spelling
IRREGULAR = {
    "طلبہ": "طالب",
    "طلباء": "طالب",
    "کتب": "کتاب",
    "اساتذہ": "استاد",
    "خواتین": "خاتون",
    "افراد": "فرد",
    "ارکان": "رکن",
    "اراکین": "رکن",
    "وزراء": "وزیر",
    "علماء": "عالم",
    "ماہرین": "ماہر",
    "کارکنان": "کارکن",
    "افسران": "افسر",
    "ممبران": "ممبر",
    "حقوق": "حق",
    "فرائض": "فرض",
    "علوم": "علم",
    "فنون": "فن",
    "امور": "امر",
    "اصولوں": "اصول",
    "مسائل": "مسئلہ",
    "وسائل": "وسیلہ",
    "ذرائع": "ذریعہ",
    "وظائف": "وظیفہ",
    "نتائج": "نتیجہ",
    "فوائد": "فائدہ",
    "ضوابط": "ضابطہ",
    "قواعد": "قاعدہ",
    "قوانین": "قانون",
    "شرائط": "شرط",
    "مقاصد": "مقصد",
    "مراکز": "مرکز",
    "مراحل": "مرحلہ",
    "ممالک": "ملک",
    "اضلاع": "ضلع",
    "مواقع": "موقع",
    "دفاتر": "دفتر",
    "مدارس": "مدرسہ",
    "جرائم": "جرم",
    "مضامین": "مضمون",
    "تجاویز": "تجویز",
    "تصاویر": "تصویر",
    "تدابیر": "تدبیر",
    "تواریخ": "تاریخ",
    "نکات": "نکتہ",
    "وجوہ": "وجہ",
    "وجوہات": "وجہ",
    "اعداد": "عدد",
    "اوقات": "وقت",
    "ایام": "یوم",
    "ادوار": "دور",
    "اشیاء": "شے",
    "اخراجات": "خرچ",
    "احکام": "حکم",
    "احکامات": "حکم",
    "رقوم": "رقم",
    "اقسام": "قسم",
    "اسناد": "سند",
    "خدمات": "خدمت",
    "سہولیات": "سہولت",
    "ہدایات": "ہدایت",
    "شکایات": "شکایت",
    "ضروریات": "ضرورت",
    "حالات": "حالت",
    "مہارات": "مہارت",
    "ترقیات": "ترقی",
    "روپیہ": "روپے",
    "روپیوں": "روپے",
    "پارکس": "پارک",
    "لنکس": "لنک",
    "ایپس": "ایپ",
    "ویڈیوز": "ویڈیو",
    "انڈسٹریز": "انڈسٹری",
}
# words that only look inflected, or whose stem is another everyday word
UNCHANGED = frozenset(map(fold, ("گاؤں", "پاؤں", "چھاؤں", "کیوں", "دونوں", "یوں", "جمعہ", "دیہات")))

# (ending, what is cut off, letters that must remain); the first that fits is applied
_ENDINGS = (
    ("یاں", "اں", 3),  # کمپنیاں
    ("وں", "وں", 2),  # کتابوں، منصوبوں
    ("یں", "یں", 2),  # کتابیں
    ("ات", "ات", 3),  # اعلانات
    ("ین", "ین", 4),  # ملازمین
    *((f"{sound}ز", "ز", 3) for sound in "رنلسجمڈگ"),  # لانسرز
    *((f"{sound}یز", "ز", 5) for sound in "ٹجسنڈ"),  # ٹیکنالوجیز
    ("ٹس", "س", 5),  # پروجیکٹس
    ("ے", "ے", 2),  # منصوبے، لڑکے
    ("ا", "ا", 2),  # لڑکا
)
# The ہ of منصوبہ is a vowel and goes with the plural; after ا (درسگاہ) it is a consonant and stays.
_ANY_ENDING = (*(ending for ending, _, _ in _ENDINGS), "ہ")
_SILENT_HEH = re.compile("(?<=..)(?<!ا)ہ$")
_SINGULARS = {fold(plural): fold(singular) for plural, singular in IRREGULAR.items()}


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """Return the stem shared by the singular and the plurals of an Urdu word, folded.

    A word in another script comes back folded and otherwise unchanged; the stem of a stem is
    the stem.
    """
    word = fold(word)
    if word.isascii():
        return word
    while (shorter := _step(word)) != word:
        word = shorter
    return word


def _step(word: str) -> str:
    """One rule applied, or the word itself when none fits."""
    if word in UNCHANGED:
        return word
    if word in _SINGULARS:
        return _SINGULARS[word]
    if not word.endswith(_ANY_ENDING):
        return word
    for ending, cut, remaining in _ENDINGS:
        if word.endswith(ending) and len(word) - len(cut) >= remaining:
            return word.removesuffix(cut)
    return _SILENT_HEH.sub("", word)
