"""The kinds of mail that leave here. Each room names its own when the site starts; nothing here
knows any of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms.outbox.models import Message

LINK = "link"


class UnknownKind(LookupError):
    """No room has registered this kind of mail."""


@dataclass(frozen=True)
class Placeholder:
    """What `{name}` stands for in the wording of a mail.

    `meaning` tells staff, `sample` fills the preview (one for both languages, or one for each).
    Personal (the default) keeps it out of subjects; `ltr` is set apart left to right, as codes,
    references and links are; `required` wording cannot be saved without.
    """

    name: str
    meaning: str
    sample: str | Mapping[str, str] = ""
    personal: bool = True
    ltr: bool = False
    required: bool = False

    def sample_in(self, language: str) -> str:
        return self.sample if isinstance(self.sample, str) else self.sample.get(language, "")


def link(meaning: str, *, required: bool = True) -> Placeholder:
    """The `{link}` of a kind whose envelopes carry one."""
    return Placeholder(
        LINK, meaning, "https://example.org/en/example/", ltr=True, required=required
    )


@dataclass(frozen=True)
class Envelope:
    """One mail, as its builder fills it: address, a text for every placeholder, the link."""

    to: str
    values: Mapping[str, str] = field(default_factory=dict)
    link: str = ""


# Looks up the target, mints tokens; None: there is nothing to send any more.
type Builder = Callable[[str, str, "Message"], Envelope | None]


@dataclass(frozen=True)
class MailKind:
    """`build(target, language, message)` runs when the mail is sent, in the mail's language and a
    transaction of its own, and may run again: a mail is sent at least once."""

    code: str
    name: str
    build: Builder
    placeholders: tuple[Placeholder, ...] = ()

    def placeholder(self, name: str) -> Placeholder | None:
        return next((one for one in self.placeholders if one.name == name), None)


_kinds: dict[str, MailKind] = {}


def register(kind: MailKind) -> None:
    _kinds[kind.code] = kind


def find(code: str) -> MailKind | None:
    return _kinds.get(code)


def kind(code: str) -> MailKind:
    """Raises UnknownKind."""
    found = find(code)
    if found is None:
        raise UnknownKind(code)
    return found


def kinds() -> Iterable[MailKind]:
    return _kinds.values()


def name_of(code: str) -> str:
    """The kind in words; the bare code of a kind that is gone."""
    found = find(code)
    return found.name if found else code


def kind_choices() -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in sorted(kinds(), key=lambda one: one.name)]
