"""A month of a year."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forms.engine import validators, widgets
from forms.engine.fields.base import AnswerField
from forms.engine.moments import month_in_words
from forms.engine.months import month_number
from forms.engine.text import showable


class MonthField(AnswerField, forms.Field):
    """Month and year; the first day of the month. The month may be a number or a name.

    `years`: a function that gives the first and last year accepted.
    """

    widget = widgets.MonthWidget

    def __init__(self, *, years: Callable[[], tuple[int, int]], **kwargs: Any) -> None:
        self.years = years
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        month, year = (showable(str(part or "")).strip()[:100] for part in value or ("", ""))
        if not month and not year:
            self.validate(None)
            return None
        return date(self._year(year), self._month(month), 1)

    def _month(self, typed: str) -> int:
        found = month_number(typed)
        if found is None:
            raise ValidationError(
                _("Enter the month as a number from 1 to 12, or its name"), code="month"
            )
        return found

    def _year(self, typed: str) -> int:
        first, last = self.years()
        found = validators.whole_number(typed)
        if found is None or not first <= found <= last:
            raise ValidationError(
                _("Enter a year from %(first)s to %(last)s, in four digits"),
                code="year",
                params={"first": first, "last": last},
            )
        return found

    def as_text(self, value: date) -> str:
        return month_in_words(value)
