"""Wording that comes with the code, for use in migrations of the rooms that send mail.

    migrations.RunPython(partial(texts.add, code="case-received", words={"en": (…), "ur": (…)}))

with ("outbox", "0001_initial") among the migration's dependencies.
"""

from typing import Any

from content.urdu_text import clean_urdu
from forms.outbox.wording import LANGUAGES, tidy

type Words = dict[str, tuple[str, str]]


def add(apps: Any, schema_editor: Any, code: str, words: Words) -> None:
    """Add the wording of one kind: for each language its subject and its body.

    Paragraphs are separated by blank lines; `{link}` in a paragraph of its own, alone or after a
    label (`Go on with your registration: {link}`), becomes a button. Wording that is there already
    stays as staff have made it.
    """
    columns: dict[str, str] = {}
    for language in LANGUAGES:
        subject, body = (stored(text, language) for text in words[language])
        columns |= {f"subject_{language}": subject, f"body_{language}": body}
    rows = apps.get_model("outbox", "MailText").objects.using(schema_editor.connection.alias)
    rows.get_or_create(code=code, defaults=columns)


def remove(apps: Any, schema_editor: Any, code: str) -> None:
    """The way back of `add`."""
    rows = apps.get_model("outbox", "MailText").objects.using(schema_editor.connection.alias)
    rows.filter(code=code).delete()


def stored(text: str, language: str) -> str:
    """As it is stored when staff save it."""
    return clean_urdu(tidy(text)) if language == "ur" else tidy(text)
