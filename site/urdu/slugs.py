"""ASCII slugs from Urdu titles.

Urdu does not write its short vowels, so a romanisation can only be readable, not exact: letters
follow the common Roman Urdu spelling, with an `a` where consonants could not be read together.
Names and loan words that must look right are in `WORDS`. Latin text gives what Django's `slugify`
gives.
"""

import re
import unicodedata
from hashlib import sha256

from urdu.digits import to_ascii
from urdu.normalise import normalise

WORDS = {
    "پاکستان": "pakistan",
    "پاکستانی": "pakistani",
    "اردو": "urdu",
    "ڈیجیٹل": "digital",
    "پروگرام": "program",
    "اسلام": "islam",
    "آئی": "i",
    "ٹی": "t",
    "ای": "e",
    "سافٹ": "soft",
    "ویئر": "ware",
    "فری": "free",
    "لانسر": "lancer",
    "لانسرز": "lancers",
    "ٹیکنالوجی": "technology",
    "انٹرن": "intern",
    "شپ": "ship",
    "پارک": "park",
    "سینٹر": "center",
    "بورڈ": "board",
    "پنجاب": "punjab",
    "سندھ": "sindh",
    "اور": "aur",
    "میں": "mein",
    "کے": "ke",
    "کی": "ki",
    "کا": "ka",
}
_CONSONANTS = {
    **dict(zip("بپتٹجدڈذرڑزسصضطظفقکگلمنںہ", "bpttjddzrrzssztzfqkglmnnh", strict=True)),
    **{"ث": "s", "چ": "ch", "ح": "h", "خ": "kh", "ژ": "zh", "ش": "sh", "غ": "gh", "ۃ": "t"},
}
_VOWELS = {
    **{"آ": "a", "ا": "a", "أ": "a", "إ": "i", "ٱ": "a", "ع": "a", "ؤ": "o", "ے": "e", "ۓ": "e"},
    **{"ۂ": "a-e", "\u064e": "a", "\u0650": "i", "\u064f": "u", "\u0670": "a"},
}
_ASPIRATION, _DOUBLING, _ZER = "ھ", "\u0651", "\u0650"
_GLIDES = {"و": ("w", "o"), "ی": ("y", "i")}  # as a consonant, as a vowel
_VOWEL_LETTERS = "آاأےیؤو"
_URDU_WORD = re.compile("[\u0621-\u06d3]+")


def slug(text: str) -> str:
    """Return an ASCII slug of the text, never empty; the slug of a slug is the slug.

    Text without a letter that can be romanised gives `text-` and eight hex digits of its SHA-256:
    the same text, the same slug.
    """
    roman = _URDU_WORD.sub(_romanise, to_ascii(normalise(text)))
    ascii_text = unicodedata.normalize("NFKD", roman).encode("ascii", "ignore").decode()
    words = re.sub(r"[^\w\s-]", "", ascii_text.lower())
    return re.sub(r"[-\s]+", "-", words).strip("-_") or _fallback(text)


def _fallback(text: str) -> str:
    return f"text-{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _romanise(match: re.Match[str]) -> str:
    word = match[0]
    if word in WORDS:
        return WORDS[word]
    if word.endswith(_ZER):  # the izafat: وزارتِ اطلاعات
        return f"{_pronounceable(word[:-1])}-e"
    return _pronounceable(word)


def _pronounceable(word: str) -> str:
    """The word's sounds with an `a` after a lone first consonant and within three in a row."""
    roman, run = "", 0
    for sound, is_consonant in _sounds(word):
        if is_consonant and (run >= 2 or (run == 1 and not _has_vowel(roman))):
            roman, run = roman + "a", 0
        roman += sound
        run = run + 1 if is_consonant else 0
    # حکومت, مہارت, but دوست, درخواست
    roman = re.sub(r"(?<=[bdghjklmnqrwyz])t$", "at", roman) if run > 1 else roman
    return re.sub("aa+", "a", roman)


def _has_vowel(roman: str) -> bool:
    return any(vowel in roman for vowel in "aeiou")


def _sounds(word: str) -> list[tuple[str, bool]]:
    """Each letter's sound, and whether it is a consonant."""
    sounds: list[tuple[str, bool]] = []
    for place, letter in enumerate(word):
        following = word[place + 1 : place + 2]
        if sounds and letter in (_ASPIRATION, _DOUBLING):
            sound, is_consonant = sounds.pop()
            added = "h" if letter == _ASPIRATION else sound[:1]
            sounds.append((sound + added, is_consonant))
        elif letter in _GLIDES:
            consonant, vowel = _GLIDES[letter]
            is_glide = not sounds or (following and following in _VOWEL_LETTERS)
            sounds.append((consonant, True) if is_glide else (vowel, False))
        elif letter == "ہ" and not following and sounds and sounds[-1][1]:
            sounds.append(("a", False))
        elif letter == "ئ" and following not in ("ی", "ے"):  # سائٹ, but not بھائی
            sounds.append(("i", False))
        elif letter in _CONSONANTS:
            sounds.append((_CONSONANTS[letter], True))
        elif letter in _VOWELS:
            sounds.append((_VOWELS[letter], False))
    return sounds
