"""Several things typed into one input: words separated by commas, addresses a line each."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from forms.engine import validators, widgets
from forms.engine.fields.base import TOO_LONG, AnswerField
from forms.engine.fields.identifiers import LinkField
from forms.engine.fields.words import FAR_TOO_LONG, UNREADABLE
from forms.engine.text import is_readable, one_line, showable
from urdu.bidi import isolated
from urdu.folding import fold

_COMMAS = re.compile(r"[,،;؛\n\t|]+")
_SPACE = re.compile(r"\s+")
_TRAILING = ".,،;؛"
MANY_TAGS, TAG_LENGTH = 15, 40
MANY_LINKS = 10


class SeveralField(AnswerField, forms.CharField):
    """Pieces of one text, each judged, each kept once; a list."""

    too_many: ClassVar[Any]
    limit: ClassVar[int]

    def to_python(self, value: Any) -> Any:
        typed = showable("\n".join(value) if isinstance(value, list) else str(value or ""))
        if len(typed) > FAR_TOO_LONG:
            lengths = {"limit_value": FAR_TOO_LONG, "show_value": len(typed)}
            raise ValidationError(TOO_LONG, code="max_length", params=lengths)
        if not is_readable(typed):
            raise ValidationError(UNREADABLE, code="unreadable")
        return list(self.read(typed).values())

    def read(self, typed: str) -> dict[str, str]:
        """The pieces by what makes two of them the same."""
        raise NotImplementedError

    def run_validators(self, value: Any) -> None:
        if len(value) > self.limit:
            raise ValidationError(
                self.too_many, code="many", params={"limit": self.limit, "number": len(value)}
            )

    def as_text(self, value: list[str]) -> list[str]:
        return value


class TagsField(SeveralField):
    """Words of one's own, separated by commas of either script; spellings of one word are one."""

    limit = MANY_TAGS
    too_many = ngettext_lazy(
        "Name at most %(limit)d of them; there is %(number)d now",
        "Name at most %(limit)d of them; there are %(number)d now",
        "number",
    )

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.lines(2))
        super().__init__(**kwargs)

    def read(self, typed: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for piece in _COMMAS.split(typed):
            tag = one_line(piece).rstrip(f"{_TRAILING} ")
            if len(tag) > TAG_LENGTH:
                lengths = {"tag": isolated(tag[:TAG_LENGTH]), "limit": TAG_LENGTH}
                raise ValidationError(
                    _("Shorten “%(tag)s…” to %(limit)d characters, and put commas between skills"),
                    code="tag_length",
                    params=lengths,
                )
            if any(char.isalnum() for char in tag):
                found.setdefault(fold(tag), tag)
        return found


class LinksField(SeveralField):
    """https addresses, one a line (or with spaces between them)."""

    left_to_right = True
    limit = MANY_LINKS
    too_many = ngettext_lazy(
        "Give at most %(limit)d addresses; there is %(number)d now",
        "Give at most %(limit)d addresses; there are %(number)d now",
        "number",
    )
    wrong = gettext_lazy(
        "“%(piece)s” is not the address of a page. "
        "Write one address on each line, like https://www.upwork.com/freelancers/my-name"
    )

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.Textarea({"class": "input", "rows": "4", "cols": "40", **widgets.LEFT_TO_RIGHT}),
        )
        super().__init__(**kwargs)

    def read(self, typed: str) -> dict[str, str]:
        pieces = (piece.strip(_TRAILING) for piece in _SPACE.split(typed))
        found: dict[str, str] = {}
        for address in (self.address(piece) for piece in pieces if piece):
            found.setdefault(address.rstrip("/"), address)
        return found

    def address(self, piece: str) -> str:
        found = validators.https_address(piece)
        if found is None or len(found) > LinkField.max_characters:
            raise ValidationError(
                self.wrong, code="invalid", params={"piece": isolated(piece[:60])}
            )
        return found
