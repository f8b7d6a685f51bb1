"""Words: a line, several lines, a name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.engine import widgets
from forms.engine.fields.base import TOO_LONG, AnswerField
from forms.engine.text import is_readable, one_line, paragraphs, showable

FAR_TOO_LONG = 50_000
UNREADABLE = gettext_lazy(
    "Some characters could not be read. Type this again with letters, digits and ordinary signs"
)


class TextField(AnswerField, forms.CharField):
    """One line of words."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        messages = {
            "max_length": TOO_LONG,
            "null_characters_not_allowed": UNREADABLE,
            **kwargs.pop("error_messages", {}),
        }
        kwargs.setdefault("widget", widgets.line())
        super().__init__(max_length=max_length, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        if len(typed) > FAR_TOO_LONG:  # not worth the time of looking at it
            lengths = {"limit_value": self.max_length, "show_value": len(typed)}
            raise ValidationError(TOO_LONG, code="max_length", params=lengths)
        if not is_readable(showable(typed)):
            raise ValidationError(UNREADABLE, code="unreadable")
        return self.uniform(typed)

    def uniform(self, text: str) -> str:
        return one_line(text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut off silently what was pasted."""
        return {}


class LongTextField(TextField):
    """Several lines of words."""

    def __init__(self, *, max_length: int = 2000, rows: int = 8, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.lines(rows))
        super().__init__(max_length=max_length, **kwargs)

    def uniform(self, text: str) -> str:
        return paragraphs(text)


class NameField(TextField):
    """A person's name. One name is enough; any script; at least one letter."""

    def __init__(self, *, max_length: int = 120, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.line("20", autocomplete="name"))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        name = super().to_python(value)
        if name and not any(char.isalpha() for char in name):
            raise ValidationError(_("Write your name in letters, as on your CNIC"), code="invalid")
        return name
