"""Folding: one spelling for everything that a reader takes for the same word.

For comparing and searching only, never for display. Compatibility forms, decomposition and case
folding are Unicode's (UAX #15; Unicode Standard, section 3.13). The letters below are the spellings
that Urdu writes in more than one way, and which a database search takes for different words.
"""

import re
import unicodedata

from urdu.digits import to_ascii

# Applied when the marks are gone, so that ئ has already become ي and آ has become ا.
_LETTERS = str.maketrans(
    {
        "ي": "ی",  # Arabic yeh
        "ى": "ی",  # alif maqsura
        "ك": "ک",  # Arabic kaf
        "ه": "ہ",  # Arabic heh
        "ە": "ہ",  # ae, the base of U+06C0
        "ۃ": "ہ",  # سورۃ and سورہ
        "ة": "ہ",
        "ٱ": "ا",  # alif wasla
        "ء": "",  # written or left out: 2026ء, علماء
        "ٴ": "",  # high hamza
        "ـ": "",  # tatweel
    }
)


class _Bare(dict[int, int | None]):
    """For `str.translate`: without marks and invisible characters. What was looked up once is kept,
    of the scripts that are written here.
    """

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.category(chr(code)) in ("Mn", "Cf") else code
        if code < 0x3000:
            self[code] = kept
        return kept


_BARE = _Bare()
# ہوۓ is another way to type ہوئے; as a mark, its hamza would be dropped.
_HAMZA_ON_BARREE = re.compile("ۓ|ے\u0654")
# ویئر, وئیر and وئر all become ویر.
_DOUBLED_YEH = re.compile("یی+")


def fold(text: str) -> str:
    """Return the text with spelling variants made equal; folding twice changes nothing.

    Hamza forms lose the hamza, آ becomes ا, marks (zabar to shadda, accents) and invisible
    characters (ZWNJ, bidi marks) go, digits become ASCII, Latin is case folded.
    """
    if text.isascii():
        return text.casefold()
    folded = _fold_once(text)
    # A few compatibility characters need a second round before nothing changes any more.
    while folded != text:
        text, folded = folded, _fold_once(folded)
    return folded


def _fold_once(text: str) -> str:
    text = _HAMZA_ON_BARREE.sub("ئے", unicodedata.normalize("NFKC", text))
    decomposed = unicodedata.normalize("NFD", text.casefold())
    letters = unicodedata.normalize("NFC", decomposed.translate(_BARE)).translate(_LETTERS)
    return to_ascii(_DOUBLED_YEH.sub("ی", letters))
