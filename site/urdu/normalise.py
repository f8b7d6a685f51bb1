"""Normalising Urdu text: for display, for identifiers, for search.

Unicode's normal forms (UAX #15) do not make Urdu uniform: an Arabic keyboard gives ي ك ه where an
Urdu one gives ی ک ہ, and PDF and InPage files give presentation forms. The mapping follows the Urdu
alphabet of CLDR (`ur`, main exemplar characters).
"""

import re
import unicodedata

from urdu.digits import to_ascii
from urdu.folding import fold
from urdu.plurals import stem

# U+FB50–FDFF and U+FE70–FEFF are glyphs, not letters. The signs U+FDFA–FDFD (ﷺ, ﷻ, ﷼, ﷽) are kept:
# as signs they are what the writer meant, and NFKC would spell them out.
_PRESENTATION_FORM = re.compile("[\ufb50-\ufdf9\ufe70-\ufefc]")
_TO_URDU_LETTERS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ۃ", "ە": "ہ", "ۀ": "ۂ"}
)
# Hamza above U+06CC has no composed form; with U+064A it does, and that is the letter of Urdu.
# Marks of a lower combining class (zabar, shadda …) may stand between the two.
_YEH_WITH_HAMZA = re.compile("ی([\u0610-\u061a\u064b-\u0653\u0655-\u065f\u0670]*)\u0654")
# What an identifier never contains: tatweel, soft hyphen and the format characters (zero-width
# spaces and joiners, bidi marks, embeddings and isolates, byte-order mark).
_INVISIBLE = re.compile("[ـ\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# Word processors turn the hyphen of a CNIC into one of these (Unicode category Pd, minus sign).
_DASH = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u06d4](?=\\d)|[\u2010-\u2015\u2212]")
_WORD = re.compile(r"[^\W_]+")
_PHRASE_WORDS = re.compile(r"[^\W_]+(?:[ \u00a0]+[^\W_]+)*")
