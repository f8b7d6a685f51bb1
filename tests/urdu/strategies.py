"""Text to try on anything: every Unicode character, and Urdu with all that disguises it."""

from hypothesis import strategies as st

URDU = (
    "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے"  # the alphabet
    "أإٱؤئۂۓۃ"  # hamza forms
    "يىكهةەۀ"  # Arabic keyboards
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0656\u0670"  # marks
    "۰۱۹٠١٩09 ـ۔،؟-"
    "\u200b\u200c\u200d\u200e\u200f\u2066\u2069\ufeff"  # invisible
    "ﷲﷺﭘﭻﮔﮯﯾﻼﹰﹱﱠ"  # presentation forms
)
any_unicode = st.text(st.characters(exclude_categories=()))  # lone surrogates too
urdu_text = st.text(st.sampled_from(URDU))
mixed_text = st.text(st.sampled_from(URDU + "AaÉéßİıǰΐﬁ½²…\u0301\u0345"))
any_text = st.one_of(any_unicode, urdu_text, mixed_text)
