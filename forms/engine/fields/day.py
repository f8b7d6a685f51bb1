"""A day in the past, such as that of one's birth."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from forms.engine import dates, widgets
from forms.engine.fields.base import AnswerField
from forms.engine.moments import in_words
from forms.engine.text import showable

LONGEST_LIFE = 120  # years


class DateField(AnswerField, forms.Field):
    """A day up to today, at most 120 years ago. A date in one piece in any of the three inputs is
    read too."""

    def __init__(self, *, purpose: str = "", **kwargs: Any) -> None:
        super().__init__(widget=widgets.DayWidget(purpose), **kwargs)

    def clean(self, value: Any) -> date | None:
        parts = [showable(str(part or "")).strip() for part in value or ()]
        typed = [part for part in parts if part]
        if not typed:
            self.validate(None)
            return None
        split = dates.split_day(typed[0]) if len(typed) == 1 else None
        day, month, year = split or (*parts, "", "", "")[:3]
        if not (day and month and year):
            raise ValidationError(_("Enter day, month and year, like 27 3 1990"), code="incomplete")
        found = dates.day_of(day, month, year)
        if found is None:
            raise ValidationError(
                _("There is no such day. Check day, month and year; the year has four digits"),
                code="no_such_day",
            )
        return self.plausible(found)

    def plausible(self, day: date) -> date:
        """The day, unless it is to come or nobody living can remember it."""
        today = timezone.localdate()
        if day > today:
            raise ValidationError(_("This day is still to come. Check the year"), code="future")
        if day.year < today.year - LONGEST_LIFE:
            raise ValidationError(
                _("Enter a year from %(first)s to %(last)s, in four digits"),
                code="year",
                params={"first": today.year - LONGEST_LIFE, "last": today.year},
            )
        return day

    def as_text(self, value: date) -> str:
        return in_words(value)
