"""The digits of Urdu text, both ways.

Pakistani Urdu is written with ASCII digits (CLDR: the numbering system of ur-PK is `latn`), so
ASCII is what the site shows. Keyboards and old documents also give ۰–۹ (U+06F0, Extended
Arabic-Indic) and ٠–٩ (U+0660, Arabic-Indic).
"""

import re
import unicodedata

URDU_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
_DIGIT = re.compile(r"\d")
_TO_URDU = {ord("0") + value: digit for value, digit in enumerate(URDU_DIGITS)}


def to_ascii(text: str) -> str:
    """Return the text with every decimal digit of any script (Unicode category Nd) as 0–9."""
    return _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def to_urdu(text: str) -> str:
    """Return the text with every decimal digit as ۰–۹; `to_ascii` takes it back."""
    return to_ascii(text).translate(_TO_URDU)
