"""What is wrong with a catalogue: missing messages, wrong placeholders, bad Urdu."""

import re
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message

from config.catalogues.extraction import extract_messages
from config.catalogues.files import LIBRARIES, ROOT, SITE, message_key, read_catalogue
from urdu.normalise import normalise

# Of these packages every message has Urdu; of the others in locale/libraries what a visitor meets.
COMPLETE_LIBRARIES = ("django.conf", "django.contrib.auth", "django.contrib.humanize")
_LIBRARY_LOCALES = ("en", "de")  # django-axes ships no English catalogue

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdrf]|\{[\w.]*\}|</?[a-z][^>]*>")
_URDU_FAULTS = {
    "ھ where Urdu writes ہ": re.compile(r"\bھ|\bنھیں\b|\bیھ\b|\bوھ\b"),
    "digits that are not ASCII": re.compile(r"[۰-۹٠-٩]"),
    "Latin punctuation after Urdu": re.compile(r"[\u0620-\u06d3][.,;?](?=\s|$)"),
}


def check_catalogues(root: Path = ROOT) -> list[str]:
    """Return one line for each problem; none means that the catalogues are complete.

    The site's catalogue must hold exactly the messages of the source, the libraries' one those of
    the installed versions.
    """
    site, libraries = read_catalogue(root / SITE), read_catalogue(root / LIBRARIES)
    source = extract_messages(root)
    return [
        *_named(SITE, gaps(site, source)),
        *_named(SITE, obsolete(site, source)),
        *_named(SITE, faults(site)),
        *_named(LIBRARIES, library_gaps(libraries)),
        *_named(LIBRARIES, faults(libraries)),
    ]


def _named(path: Path, problems: Iterator[str]) -> Iterator[str]:
    return (f"{path.as_posix()}: {problem}" for problem in problems)


def gaps(catalogue: Catalog, source: Catalog) -> Iterator[str]:
    """Messages of the source that the catalogue lacks, or has without a translation."""
    known = {message_key(message): message for message in catalogue}
    for message in _messages(source):
        translation = known.get(message_key(message))
        if translation is None:
            yield f"missing: {_title(message)}"
        elif translation.pluralizable != message.pluralizable:
            yield f"plural differs from the source: {_title(message)}"


def obsolete(catalogue: Catalog, source: Catalog) -> Iterator[str]:
    """Messages of the catalogue that the source no longer has."""
    wanted = {message_key(message) for message in source}
    for message in [*_messages(catalogue), *catalogue.obsolete.values()]:
        if message_key(message) not in wanted:
            yield f"no longer in the source: {_title(message)}"


def library_gaps(catalogue: Catalog) -> Iterator[str]:
    """Messages of the installed libraries that have no Urdu, and Urdu for messages they dropped."""
    for package in COMPLETE_LIBRARIES:
        for problem in gaps(catalogue, library_messages(package)):
            yield f"{package}: {problem}"
    shipped: dict[str, set[tuple[str, str | None]]] = {}
    for message in _messages(catalogue):
        for package, _ in message.locations:
            if package not in shipped:
                shipped[package] = {message_key(found) for found in library_messages(package)}
            if message_key(message) not in shipped[package]:
                yield f"{package}: no longer in the library: {_title(message)}"


def library_messages(package: str) -> Catalog:
    """Return the messages that an installed package ships for translation.

    Raises FileNotFoundError when the package is not installed or ships no catalogue.
    """
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for locale in _LIBRARY_LOCALES:
            path = Path(folder, "locale", locale, "LC_MESSAGES", "django.po")
            if path.exists():
                return read_catalogue(path)
    raise FileNotFoundError(f"{package} has no message catalogue")


def faults(catalogue: Catalog) -> Iterator[str]:
    """Translations that are empty, unsure, technically wrong or not good Urdu."""
    for message in _messages(catalogue):
        for fault in _faults(message):
            yield f"{fault}: {_title(message)}"


def _faults(message: Message) -> Iterator[str]:
    forms = _forms(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if not all(forms):
        yield "no translation"
        return
    if not _placeholders_agree(message):
        yield "placeholders or tags differ"
    for form in forms:
        if normalise(form) != form:
            yield "letters of an Arabic keyboard"
        yield from (fault for fault, pattern in _URDU_FAULTS.items() if pattern.search(form))


def _placeholders_agree(message: Message) -> bool:
    """Each form has the English placeholders and tags; a singular may spell its number out."""
    *singulars, last = (_placeholders(form) for form in _forms(message.string))
    *_, english = (_placeholders(form) for form in _forms(message.id))
    return last == english and all(_may_be_singular(form, english) for form in singulars)


def _may_be_singular(form: Counter[str], english: Counter[str]) -> bool:
    """Only a named placeholder can be left out without an error when the text is filled in."""
    return form <= english and all(lost.startswith("%(") for lost in english - form)


def _placeholders(text: str) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(text.replace("%%", "")))


def _forms(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _title(message: Message) -> str:
    text, context = message_key(message)
    return f"{text!r} ({context})" if context else repr(text)
