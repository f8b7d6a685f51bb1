"""What people type, made uniform before it is judged. Pure functions; nothing raises."""

import re
import unicodedata

from urdu.normalise import identifier, normalise

REPLACEMENT = "\ufffd"
_ALLOWED_CONTROLS = "\n\t"
# Direction marks and zero-width spaces: pasted along, never meant. ZWNJ and ZWJ shape Urdu: kept.
_STRAY = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANK_LINES = re.compile(r"\n{3,}")
_SEPARATORS = str.maketrans("", "", " -_./()\u00a0\t\n")


def showable(text: str) -> str:
    """The text as it can be stored and sent: NUL and lone surrogates become U+FFFD, which
    `is_readable` refuses. Line ends become a line feed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", REPLACEMENT)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_readable(text: str) -> bool:
    """Whether every character is one that a person can have meant."""
    return not any(
        char == REPLACEMENT
        or (unicodedata.category(char) in {"Cc", "Cs", "Cn"} and char not in _ALLOWED_CONTROLS)
        for char in text
    )


def one_line(text: str) -> str:
    """In Urdu's letters, without stray marks, one space between words; twice changes nothing."""
    return " ".join(normalise(_STRAY.sub("", showable(text))).split())


def paragraphs(text: str) -> str:
    """Like `one_line`, keeping lines; at most one empty line between two."""
    lines = (one_line(line) for line in showable(text).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def digits_and_signs(text: str) -> str:
    """An identifier without the spaces, dashes, dots, slashes and brackets that group it."""
    return identifier(text).translate(_SEPARATORS)
