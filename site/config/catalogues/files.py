"""Reading, writing, compiling and updating .po files."""

import os
import re
import tempfile
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from config.catalogues.extraction import extract_messages

ROOT = Path(__file__).resolve().parents[3]
SITE = Path("locale/site/ur/LC_MESSAGES/django.po")
LIBRARIES = Path("locale/libraries/ur/LC_MESSAGES/django.po")

# Header lines that change with every run and every person, and would show in every diff.
_NOISE = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By'
    rb"|Report-Msgid-Bugs-To|Project-Id-Version): .*\n",
    re.MULTILINE,
)


def read_catalogue(path: Path) -> Catalog:
    """Return the catalogue of a .po file, an empty Urdu one if there is no file yet.

    Raises babel's PoFileError, naming the line, when the file is not a .po file.
    """
    if not path.exists():
        return Catalog(locale="ur", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="ur", abort_invalid=True)


def write_catalogue(path: Path, catalogue: Catalog) -> bool:
    """Write a .po file, sorted and without line numbers; return whether anything changed."""
    catalogue.header_comment = ""
    catalogue.fuzzy = False
    buffer = BytesIO()
    write_po(buffer, catalogue, width=0, sort_output=True, include_lineno=False)
    text = _NOISE.sub(b"", buffer.getvalue()).lstrip(b"#\n")
    if path.exists() and path.read_bytes() == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    return True


def compile_catalogues(root: Path = ROOT) -> list[Path]:
    """Compile each .po under `root`/locale whose .mo is missing or older; return the .mo written.

    Fuzzy messages are left out, so a guess is never shown. Raises OSError when a folder cannot
    be written, babel's PoFileError when a file is broken.
    """
    sources = sorted((root / "locale").glob("*/*/LC_MESSAGES/*.po"))
    return [_compile(source) for source in sources if _is_stale(source)]


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime_ns <= source.stat().st_mtime_ns


def _compile(source: Path) -> Path:
    """Write the .mo beside the .po in one move: a process that reads it never sees half a file."""
    target = source.with_suffix(".mo")
    catalogue = read_catalogue(source)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".mo.part")
    with os.fdopen(handle, "wb") as file:
        write_mo(file, catalogue, use_fuzzy=False)
    Path(name).chmod(0o644)
    return Path(name).replace(target)


def update_catalogue(root: Path = ROOT) -> bool:
    """Bring the site's .po in step with the source; return whether the file changed.

    New messages come without a translation, known ones keep theirs, and what the source no longer
    has is kept as obsolete (`#~`), from where a message that comes back is taken again.
    """
    path = root / SITE
    return write_catalogue(path, merged(read_catalogue(path), extract_messages(root)))


def merged(known: Catalog, source: Catalog) -> Catalog:
    """Return the messages of `source` with the translations, flags and notes of `known`."""
    translations = {message_key(old): old for old in [*known.obsolete.values(), *known] if old.id}
    result = Catalog(locale="ur", fuzzy=False)
    for message in source:
        if message.id:
            _take_translation(message, translations.pop(message_key(message), None))
            result[message.id] = message
    result.obsolete.update({key: old for key, old in translations.items() if any(old.string)})
    return result


def message_key(message: Message) -> tuple[str, str | None]:
    """What gettext looks a message up by: its singular, and its context."""
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


def _take_translation(message: Message, old: Message | None) -> None:
    """Keep the old translation, unless the message has gained or lost its plural since."""
    if old is not None and old.pluralizable == message.pluralizable:
        message.string, message.user_comments = old.string, old.user_comments
        message.flags |= old.flags & {"fuzzy"}
