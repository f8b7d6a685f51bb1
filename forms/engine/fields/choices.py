"""Choices: one of a list, several of a list, a box to tick."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.engine import widgets
from forms.engine.fields.base import AnswerField

CHOOSE_FROM_LIST = gettext_lazy("Choose from the list. What was sent is not in it")

type Options = Iterable[tuple[str, Any]]


class OneOf(AnswerField, forms.ChoiceField):
    """One of a list. `choices` may be a function; codes are stored, labels shown."""

    widget: type[forms.Widget] = widgets.Radios

    def __init__(self, *, error_messages: dict[str, Any] | None = None, **kwargs: Any) -> None:
        messages = {"invalid_choice": CHOOSE_FROM_LIST, **(error_messages or {})}
        super().__init__(error_messages=messages, **kwargs)

    def as_text(self, value: str) -> str:
        return labels_of(self.choices).get(value, value)


class OneOfList(OneOf):
    """One of a long list, in a menu that opens."""

    widget = widgets.Select


class SeveralOf(AnswerField, forms.MultipleChoiceField):
    """Any number of a list; each counts once."""

    widget = widgets.Checkboxes

    def __init__(self, *, error_messages: dict[str, Any] | None = None, **kwargs: Any) -> None:
        messages = {
            "invalid_choice": CHOOSE_FROM_LIST,
            "invalid_list": CHOOSE_FROM_LIST,
            **(error_messages or {}),
        }
        super().__init__(error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().to_python(value)))

    def as_text(self, value: list[str]) -> list[str]:
        labels = labels_of(self.choices)
        return [labels.get(code, code) for code in value]


class Agreed(AnswerField, forms.BooleanField):
    """A box that must be ticked."""

    widget = widgets.Agreement

    def as_text(self, value: bool) -> str:
        return _("Yes, I agree") if value else _("No")


def labels_of(choices: Any) -> dict[str, str]:
    """Code to label, groups opened."""
    found: dict[str, str] = {}
    for code, label in choices:
        found.update(label if isinstance(label, list | tuple) else [(code, label)])
    return {str(code): str(label) for code, label in found.items()}
