"""File names as their givers know them, made harmless. They name nothing on our disk."""

import re
import unicodedata

MAX_LENGTH = 120
JOINERS = "\u200c\u200d"  # shape Urdu
RESERVED = re.compile(r'[<>:"|?*%]')
EXTENSIONS = {"pdf": {"pdf"}, "png": {"png"}, "jpg": {"jpg", "jpeg"}}
# What a file may have been called before it was made anew; replaced, not added to.
REPLACED = {"pdf", "png", "jpg", "jpeg", "jpe", "jfif", "heic", "heif", "hif"}


def clean_name(name: str, extension: str) -> str:
    """The last part of the path, without what cannot be seen, ending in that extension."""
    base = re.split(r"[/\\]", name)[-1]
    shown = "".join(char for char in unicodedata.normalize("NFC", base) if visible(char))
    plain = " ".join(RESERVED.sub("_", shown).split()).strip(". ")
    stem, dot, suffix = plain.rpartition(".")
    if dot and suffix.lower() in EXTENSIONS[extension]:
        extension = suffix
    elif not dot or suffix.lower() not in REPLACED:
        stem = plain
    stem = stem[: MAX_LENGTH - len(extension) - 1].strip(f". {JOINERS}")
    return f"{stem or 'file'}.{extension}"


def visible(char: str) -> bool:
    """No controls, no marks of direction, no halves of a character."""
    hidden = unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return char in JOINERS or char == "\t" or not hidden
