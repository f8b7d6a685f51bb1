"""A mail's wording and values, as text and as HTML.

A value may run against the direction of the text around it (a code in Urdu, an Urdu name in
English). It is set apart: by `<bdi>` in HTML, in plain text by the isolates of Unicode (UAX #9).
A link is never touched by such marks: mail programs would take them for a part of the address.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from forms.outbox.registry import LINK, Envelope, MailKind
from forms.outbox.wording import PLACEHOLDER, names_in, tidy

FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK = "\u2068", "\u2069", "\u200f"
_BLANK_LINES = re.compile(r"\n\s*\n")
# `{link}` in a paragraph of its own, alone or after a label.
_BUTTON = re.compile(r"(?P<label>[^\n{}]{0,80}?)\s*[:：]?\s*\{link\}")
_URDU_LETTER = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z0-9]")
_FIRST_LETTER = re.compile(r"[^\W\d_]")


class MissingValue(KeyError):
    """The builder left out a placeholder that its kind declares."""


@dataclass(frozen=True)
class Letter:
    """A mail, ready to be put into an envelope."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Paragraph:
    """`shown` is set large (a code alone), `href` makes a button of it."""

    text: str
    html: SafeString
    href: str = ""
    shown: bool = False


def render(kind: MailKind, words: tuple[str, str], envelope: Envelope, language: str) -> Letter:
    """`words` are subject and body. Raises MissingValue."""
    values = all_values(kind, envelope)
    subject, body = words
    with override(language):
        paragraphs = list(paragraphs_of(kind, body, values, language))
        notes = foot_notes()
        context = {
            "language": language,
            "direction": "rtl" if language == "ur" else "ltr",
            "subject": one_line(subject, values),
            "paragraphs": paragraphs,
            "notes": notes,
        }
        html = render_to_string("outbox/mail.html", context)
    text = "\n\n".join([*(part.text for part in paragraphs), "-- \n" + "\n".join(notes)])
    return Letter(str(context["subject"]), text + "\n", html)


def all_values(kind: MailKind, envelope: Envelope) -> dict[str, str]:
    """A text for each placeholder of the kind. Raises MissingValue."""
    given = {**envelope.values, LINK: envelope.link}
    for placeholder in kind.placeholders:
        if placeholder.name not in given:
            raise MissingValue(placeholder.name)
    return {one.name: tidy(str(given[one.name])) for one in kind.placeholders}


def sample(kind: MailKind, language: str) -> Envelope:
    """What stands in a preview."""
    values = {one.name: one.sample_in(language) or one.name for one in kind.placeholders}
    return Envelope("somebody@example.org", values, values.get(LINK, ""))


def foot_notes() -> list[str]:
    notes = [gettext("This message was sent automatically. Answers to it are not read.")]
    if settings.DEMONSTRATION:
        notes.append(gettext("This is a demonstration, not a government service."))
    return notes


def one_line(subject: str, values: Mapping[str, str]) -> str:
    return " ".join(filled(subject, lambda name: values.get(name, "")).split())


def filled(text: str, value: Callable[[str], str]) -> str:
    """Every placeholder replaced once: a value that looks like a placeholder stays as it is."""
    return PLACEHOLDER.sub(lambda found: value(found[1]), text)


def paragraphs_of(
    kind: MailKind, body: str, values: Mapping[str, str], language: str
) -> Iterator[Paragraph]:
    """A paragraph all of whose placeholders are empty (no note, no reason) is left out."""
    for raw in _BLANK_LINES.split(tidy(body)):
        names = names_in(raw)
        if names and not any(values.get(name) for name in names):
            continue
        button = _BUTTON.fullmatch(raw)
        yield button_of(button, values) if button else words_of(kind, raw, values, language)


def button_of(found: re.Match[str], values: Mapping[str, str]) -> Paragraph:
    label = found["label"].strip() or gettext("Open the page")
    return Paragraph(f"{label}:\n{values[LINK]}", format_html("{}", label), href=values[LINK])


def words_of(kind: MailKind, raw: str, values: Mapping[str, str], language: str) -> Paragraph:
    html = "".join(html_parts(kind, raw, values)).replace("\n", "<br>\n")
    shown = mark_safe(html)  # noqa: S308  (each part is escaped where it is made)
    if alone := code_alone(kind, raw):  # to be copied: no marks around it
        return Paragraph(values[alone], shown, shown=True)
    text = filled(raw, lambda name: in_text(name, values.get(name, ""), language))
    return Paragraph(read_from_the_right(text) if language == "ur" else text, shown)


def code_alone(kind: MailKind, raw: str) -> str:
    """The code or reference that is a paragraph by itself, else nothing."""
    found = PLACEHOLDER.fullmatch(raw)
    placeholder = kind.placeholder(found[1]) if found else None
    return placeholder.name if placeholder and placeholder.ltr else ""


def in_text(name: str, value: str, language: str) -> str:
    """The value, set apart if its letters run the other way."""
    against = _LATIN if language == "ur" else _URDU_LETTER
    if name == LINK or not against.search(value):
        return value
    return "\n".join(f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}" for line in value.split("\n"))


def read_from_the_right(text: str) -> str:
    """Mail programs take a line's direction from its first letter: a mark is one."""
    return "\n".join(
        f"{RIGHT_TO_LEFT_MARK}{line}" if begins_in_latin(line) else line
        for line in text.split("\n")
    )


def begins_in_latin(line: str) -> bool:
    first = _FIRST_LETTER.search(line)
    if line.startswith(("http://", "https://")) or (first is None and not line.strip()):
        return False
    return first is None or not _URDU_LETTER.match(first[0])


def html_parts(kind: MailKind, raw: str, values: Mapping[str, str]) -> Iterator[str]:
    """Wording and values in turn, escaped."""
    for place, part in enumerate(PLACEHOLDER.split(raw)):
        yield in_html(kind, part, values.get(part, "")) if place % 2 else escape(part)


def in_html(kind: MailKind, name: str, value: str) -> Any:
    if name == LINK:
        return format_html(
            '<a href="{0}" target="_blank" rel="noopener noreferrer"><bdi dir="ltr">{0}</bdi></a>',
            value,
        )
    placeholder = kind.placeholder(name)
    if placeholder and placeholder.ltr:
        return format_html('<bdi dir="ltr">{}</bdi>', value)
    return format_html("<bdi>{}</bdi>", value)
