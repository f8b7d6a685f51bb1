"""Finding the messages in the source: Python, and Django's templates."""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from django.utils.translation.template import templatize

SOURCES = ("home", "programs", "news", "forms", "site")
SKIPPED = frozenset({"tests", "migrations", ".venv", "__pycache__"})
TEMPLATES = frozenset({".html", ".txt", ".xml"})
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMMENTS = ("Translators:",)

# Python's tokenizer stops at an indent that fits no outer one; Django writes for xgettext.
_INDENT = re.compile(r"^[^\S\n]+", re.MULTILINE)


def extract_messages(root: Path) -> Catalog:
    """Return every message marked for translation in the project's Python and templates.

    Raises SyntaxError, naming the file, for a template that Django could not read either.
    """
    catalogue = Catalog(locale="ur", fuzzy=False)
    for path in source_files(root):
        method = django_template if path.suffix in TEMPLATES else "python"
        with path.open("rb") as file:
            for _, message, comments, context in extract(method, file, KEYWORDS, COMMENTS):
                location = [(path.relative_to(root).as_posix(), 0)]
                catalogue.add(message, None, location, (), comments, context=context)
    return catalogue


def source_files(root: Path) -> list[Path]:
    """The Python files and templates of the project's own folders, in a fixed order."""
    files = (path for source in SOURCES for path in (root / source).rglob("*"))
    return sorted(path for path in files if _is_source(path.relative_to(root)))


def _is_source(path: Path) -> bool:
    if SKIPPED & set(path.parts):
        return False
    return path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in path.parts)


def django_template(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Iterable[str],
    options: Mapping[str, Any],
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Babel's extraction method for Django templates.

    Django itself turns a template into calls of gettext (as for `makemessages`), Babel reads them.
    """
    calls = _INDENT.sub("", templatize(file.read().decode(), origin=getattr(file, "name", None)))
    return extract_python(BytesIO(calls.encode()), keywords, comment_tags, options)
