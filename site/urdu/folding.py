"""Folding: one spelling for everything that a reader takes for the same word.

For comparing and searching only, never for display. The letters follow the normalisation of Urdu
text by the Center for Language Engineering, Lahore (hamza carriers, alif madda, optional marks) and
Unicode's own data: NFKC (UAX #15) and case folding (Unicode Standard, section 3.13).
"""

import re
import unicodedata

from urdu.digits import to_ascii

# After the marks are gone: letters that Urdu writes in one way and keyboards in several.
_LETTERS = str.maketrans(
    {
        "ي": "ی",  # Arabic yeh, and what is left of ئ
        "ى": "ی",  # alif maqsura
        "ې": "ی",  # Pashto e
        "ك": "ک",  # Arabic kaf
        "ه": "ہ",  # Arabic heh
        "ە": "ہ",  # Kurdish ae, the base of U+06C0
        "ۃ": "ہ",  # teh marbuta goal: سورۃ, سورہ
        "ة": "ہ",
        "ٱ": "ا",  # alif wasla
        "ء": "",  # 2026ء, علماء: written or left out
        "ٴ": "",  # high hamza
        "ـ": "",  # tatweel
    }
)
# ہوۓ is an old way to type ہوئے; as a mark its hamza would vanish with the zabar and zer.
_HAMZA_ON_BARREE = re.compile("ۓ|ے\u0654")
# ویئر, وئیر and وئر all become ویر; لیے and لئے become لیے.
_DOUBLED_YEH = re.compile("یی+")


def fold(text: str) -> str:
    """Return the text with spelling variants made equal; folding twice changes nothing.

    Hamza forms lose the hamza, آ becomes ا, marks (zabar to shadda, accents) and invisible
    characters (ZWNJ, bidi marks) go, digits become ASCII, Latin is case folded.
    """
    folded = _fold_once(text)
    # A few compatibility characters need a second round before nothing changes any more.
    while folded != text:
        text, folded = folded, _fold_once(folded)
    return folded


def _fold_once(text: str) -> str:
    text = _HAMZA_ON_BARREE.sub("ئے", unicodedata.normalize("NFKC", text))
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(char for char in decomposed if unicodedata.category(char) not in ("Mn", "Cf"))
    letters = unicodedata.normalize("NFC", bare).translate(_LETTERS)
    return to_ascii(_DOUBLED_YEH.sub("ی", letters))
