"""Numbers and Latin text in running Urdu.

After an Arabic letter the digits of `2023-24` count as Arabic numbers (Unicode Bidirectional
Algorithm, UAX #9, rule W2), the dash between them is neutral, and the range is shown as `24-2023`.
A left-to-right mark before it keeps it in reading order.
"""

import re

LEFT_TO_RIGHT_MARK = "\u200e"
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
# Digits, a dash, digits; not inside a word, a tag's attribute or a longer number.
_RANGE = re.compile(r"(?<![\w\u200e\u2066#/=\"'.,–-])(?=\d[\d,.]*\s?[–-]\s?\d)")


def mark_ranges(text: str) -> str:
    """The text with a left-to-right mark before each range of numbers that has none.

    Twice changes nothing. Phone numbers and identity-card numbers are ranges in this sense.
    """
    return _RANGE.sub(LEFT_TO_RIGHT_MARK, text)


def isolated(text: str) -> str:
    """The text so that it keeps its own direction in a sentence of the other one, as `<bdi>` does
    where there are no tags."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
