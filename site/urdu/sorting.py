"""Sorting by the Urdu alphabet; code-point order puts پ ٹ چ after و.

The order is that of CLDR's Urdu collation (`common/collation/ur.xml`, after the PAN Localization
standard of the Center for Research in Urdu Language Processing): aspirates such as بھ are letters
that follow their consonant, ؤ ۂ ئ ۓ differ from و ہ ی ے only where all else is equal, and Arabic
script comes before Latin. One choice is ours: آ stands before ا, as in Pakistani primers.
"""

import re
import unicodedata

from urdu.normalise import normalise

ALPHABET = "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھۃءیے"

Element = tuple[int, int, str]
SortKey = tuple[tuple[Element, ...], str, str]

_SPACE, _SIGN, _NUMBER, _URDU, _OTHER = range(5)
_RANK = {letter: 2 * place for place, letter in enumerate(ALPHABET)}
# An aspirate, a number or a single character: what is compared at a time.
_UNIT = re.compile(r"[بپتٹجچدڈرڑکگلمنںوی]ھ|\d+|.", re.DOTALL)
_IGNORED = ("Mn", "Me", "Cf")  # marks, ZWNJ, bidi marks


def sort_key(text: str) -> SortKey:
    """Return a key for `sorted`: spaces, signs, numbers by value, Urdu, other scripts.

    Marks and keyboard variants count only between texts otherwise equal; two different texts
    never have equal keys, so the order is always the same.
    """
    spelling = normalise(text)
    letters = "".join(char for char in spelling if unicodedata.category(char) not in _IGNORED)
    return tuple(_element(unit) for unit in _UNIT.findall(letters)), _marks(spelling), text


def sort_bytes(text: str, longest: int = 1000) -> bytes:
    """`sort_key` as bytes, which any database sorts in the same order. Of a text so long that it
    makes more than `longest` bytes, only the beginning is compared.
    """
    elements, marks, _ = sort_key(text)
    # No byte of a part is 0, so that a 0 ends it: the shorter of two equal beginnings comes first.
    compared = b"".join(
        bytes([kind + 1, min(rank, 254) + 1])
        + sign.replace("\0", "\1").encode(errors="replace")
        + b"\0"
        for kind, rank, sign in elements
    )
    return (compared + b"\0" + marks.replace("\0", "\1").encode(errors="replace"))[:longest]


def _marks(spelling: str) -> str:
    """The marks and hamzas at their places; a bare letter comes before the same one marked."""
    decomposed = unicodedata.normalize("NFD", spelling)
    return "".join(char if unicodedata.category(char) == "Mn" else "\0" for char in decomposed)


def _element(unit: str) -> Element:
    if unit.isdecimal():
        digits = "".join(str(unicodedata.decimal(digit)) for digit in unit).lstrip("0")
        return _NUMBER, len(digits), digits
    base = _base(unit[0])
    if base in _RANK:
        return _URDU, _RANK[base] + (len(unit) > 1), ""
    if unit.isspace():
        return _SPACE, 0, ""
    return (_OTHER if unit.isalpha() else _SIGN), 0, base


def _base(char: str) -> str:
    """The letter under which a character is filed: و for ؤ, ی for ئ, e for É."""
    if char in _RANK:
        return char
    return normalise(unicodedata.normalize("NFKD", char.casefold())[:1])
