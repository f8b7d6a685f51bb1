"""Normalising Urdu text: for display, for identifiers, for search.

Unicode's normal forms (UAX #15) do not make Urdu uniform: an Arabic keyboard gives ي ك ه where an
Urdu one gives ی ک ہ, and PDF and InPage files give presentation forms. The letters mapped to are
those of CLDR's Urdu alphabet (`ur`, main exemplar characters).
"""

import re
import unicodedata
from itertools import pairwise

from urdu.digits import to_ascii
from urdu.folding import fold
from urdu.plurals import stem

# U+FB50–FDFF and U+FE70–FEFC are glyphs, not letters. The signs U+FDFA–FDFD (ﷺ, ﷻ, ﷼, ﷽) are left
# out: they are what the writer meant, and NFKC would spell them out.
_PRESENTATION_FORM = re.compile("[\ufb50-\ufdf9\ufe70-\ufefc]")
_TO_URDU_LETTERS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ۃ", "ە": "ہ", "ۀ": "ۂ"}
)
# Hamza above has a composed form with U+064A only, and that one is the letter of Urdu. Marks of a
# lower combining class (zabar, shadda …) may stand between the two.
_YEH_WITH_HAMZA = re.compile("ی([\u0610-\u061a\u064b-\u0653\u0655-\u065f\u0670]*)\u0654")
# What an identifier never contains: tatweel, soft hyphen and the format characters (zero-width
# spaces and joiners, bidi marks, embeddings and isolates, byte-order mark).
_INVISIBLE = re.compile("[ـ\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# Word processors turn the hyphen of an identity-card number into one of these.
_DASH = re.compile("[\u2010-\u2015\u2212]")
_PHRASE = re.compile(r"[^\W_]+(?:\s+[^\W_]+)*")
_URDU_WORD = re.compile("[\u0620-\u06ff]+")
_DOUBLED_WORD = re.compile("(.{3,})\\1")


def normalise(text: str) -> str:
    """Return the text for display, in Urdu's letters; doing it twice changes nothing.

    Presentation forms become letters, the rest is composed (NFC), then ي ى ك ه ة become ی ی ک ہ ۃ.
    ھ, ئ, ZWNJ, digits and everything that is not Arabic script stay.
    """
    text = _PRESENTATION_FORM.sub(_letters_of, text)
    text = unicodedata.normalize("NFC", text).translate(_TO_URDU_LETTERS)
    return unicodedata.normalize("NFC", _YEH_WITH_HAMZA.sub(r"ئ\1", text))


def _letters_of(form: re.Match[str]) -> str:
    """The letters of a presentation form; a mark's form has a space or tatweel to sit on."""
    letters = unicodedata.normalize("NFKC", form[0])
    return letters.lstrip(" ـ") or letters


def identifier(text: str) -> str:
    """Return what was typed as a number, code, phone or e-mail address, without its disguises.

    Digits of any script become 0–9, compatibility forms plain (NFKC), typographic dashes `-`;
    tatweel, zero-width and bidi characters and outer space go. Inner characters stay.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = to_ascii(_DASH.sub("-", text))
    # What was invisible may have stood between a letter and its mark.
    return unicodedata.normalize("NFKC", text).strip()


def search_key(text: str) -> str:
    """Return the words of a query as stems, one space between; doing it twice changes nothing.

    Spellings that a reader takes for the same word give the same key: see `fold` and `stem`.
    Punctuation goes, so the key is empty when there is no letter or digit.
    """
    return " ".join(word for phrase in _phrases(text) for word in map(stem, phrase))


def index_key(text: str) -> str:
    """Return what is stored for searching: the search key, then the words' other spacings.

    Urdu writes compounds with a space, a ZWNJ or joined (گھر گھر, گھر‌گھر, گھرگھر). Neighbours are
    therefore stored joined too, and a doubled word also once: any of the three finds any other.
    """
    phrases = _phrases(text)
    words = [stem(word) for phrase in phrases for word in phrase]
    others = (spacing for phrase in phrases for spacing in _other_spacings(phrase))
    return " ".join([*words, *dict.fromkeys(others)])


def _phrases(text: str) -> list[list[str]]:
    """The folded words of each stretch of text between punctuation marks."""
    return [phrase.split() for phrase in _PHRASE.findall(fold(text))]


def _other_spacings(words: list[str]) -> list[str]:
    if "".join(words).isascii():
        return []
    urdu = [word if _URDU_WORD.fullmatch(word) else "" for word in words]
    joined = [stem(first + second) for first, second in pairwise(urdu) if first and second]
    single = [stem(match[1]) for word in urdu if (match := _DOUBLED_WORD.fullmatch(word))]
    return joined + single
