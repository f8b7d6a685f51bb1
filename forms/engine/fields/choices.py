"""Choices: one of a list, several of a list, a box to tick."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any, Self

from django import forms
from django.utils.choices import BaseChoiceIterator, flatten_choices, normalize_choices
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from content import stamp
from forms.engine import widgets
from forms.engine.fields.base import AnswerField

CHOOSE_FROM_LIST = gettext_lazy("Choose from the list. What was sent is not in it")

type Options = Iterable[tuple[str, Any]]


class KeptChoices(BaseChoiceIterator):
    """The choices that a function gives. They may depend on content and language, on nothing else:
    they are kept in the process for each language until content changes. Sorting the districts
    anew for each answer took a third of a submission."""

    numbers = count()

    def __init__(self, make: Callable[[], Options]) -> None:
        self.make = make
        self.key = f"choices.{next(self.numbers)}"

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        return iter(self.kept[0])

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self  # every form has a copy of its fields, all of them the same choices

    @property
    def codes(self) -> frozenset[str]:
        """What can be chosen, groups opened."""
        return self.kept[1]

    @property
    def kept(self) -> tuple[list[tuple[Any, Any]], frozenset[str]]:
        return stamp.remembered(f"{self.key}.{get_language()}", self._made)

    def _made(self) -> tuple[list[tuple[Any, Any]], frozenset[str]]:
        choices = list(normalize_choices(self.make()))
        options: list[tuple[Any, Any]] = list(flatten_choices(choices))
        return choices, frozenset(str(code) for code, _ in options)


class ChoosingField(AnswerField):
    """`choices` may be a function, see `KeptChoices`; codes are stored, labels shown."""

    def __init__(self, *, choices: Any = (), **kwargs: Any) -> None:
        by_function = callable(choices) and not isinstance(choices, type)
        kept = KeptChoices(choices) if by_function else choices
        super().__init__(choices=kept, **kwargs)  # type: ignore[call-arg]  # mixed into a field

    def valid_value(self, value: Any) -> bool:
        choices = self.choices  # type: ignore[attr-defined]
        if isinstance(choices, KeptChoices):
            return str(value) in choices.codes
        return bool(super().valid_value(value))  # type: ignore[misc]


class OneOf(ChoosingField, forms.ChoiceField):
    """One of a list."""

    widget: type[forms.Widget] = widgets.Radios

    def __init__(self, *, error_messages: dict[str, Any] | None = None, **kwargs: Any) -> None:
        messages = {"invalid_choice": CHOOSE_FROM_LIST, **(error_messages or {})}
        super().__init__(error_messages=messages, **kwargs)

    def as_text(self, value: str) -> str:
        return labels_of(self.choices).get(value, value)


class OneOfList(OneOf):
    """One of a long list, in a menu that opens."""

    widget = widgets.Select


class SeveralOf(ChoosingField, forms.MultipleChoiceField):
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
