"""What the wording of a mail may hold: `{name}` of a placeholder that its kind knows."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from forms.outbox.registry import MailKind

if TYPE_CHECKING:
    from forms.outbox.models import MailText

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
LANGUAGES = ("en", "ur")


def tidy(text: str) -> str:
    """Lines end in a line feed (browsers send two characters), without spaces around them."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def names_in(text: str) -> list[str]:
    """The placeholders of a text, in its order."""
    return PLACEHOLDER.findall(text)


def check(text: "MailText", kind: MailKind) -> None:
    """Raises ValidationError, by field."""
    errors = {}
    for language in LANGUAGES:
        subject, body = text.words(language)
        errors[f"subject_{language}"] = list(faults(subject, kind, in_subject=True))
        errors[f"body_{language}"] = [*faults(body, kind), *missing(body, kind)]
    errors = {name: found for name, found in errors.items() if found}
    if errors:
        raise ValidationError(errors)


def faults(text: str, kind: MailKind, *, in_subject: bool = False) -> Iterator[str]:
    """What is wrong with a text, in words for staff."""
    for name in dict.fromkeys(names_in(text)):
        placeholder = kind.placeholder(name)
        if placeholder is None:
            yield f"{{{name}}} is not known here. {offer(kind, in_subject=in_subject)}"
        elif in_subject and placeholder.personal:
            yield f"{{{name}}} tells something of the person: it may stand in the text only."
    if set(PLACEHOLDER.sub("", text)) & {"{", "}"}:
        yield f"A curly bracket stands alone. {offer(kind, in_subject=in_subject)}"


def offer(kind: MailKind, *, in_subject: bool) -> str:
    names = [f"{{{one.name}}}" for one in kind.placeholders if not (in_subject and one.personal)]
    return f"You can use {', '.join(names)}." if names else "There is nothing to fill in here."


def missing(body: str, kind: MailKind) -> Iterator[str]:
    """Wording must not lose what the mail is sent for."""
    present = set(names_in(body))
    for one in kind.placeholders:
        if one.required and one.name not in present:
            yield f"{{{one.name}}} is missing: {one.meaning}"
