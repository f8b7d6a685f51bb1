"""Numbers and addresses that identify a person or thing, and numbers that measure."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.engine import validators, widgets
from forms.engine.fields.base import TOO_LONG, AnswerField
from forms.engine.text import showable


class IdentifierField(AnswerField, forms.CharField):
    """A number or address. `read` gives the one stored form, or None for what cannot be read."""

    left_to_right = True
    wrong: ClassVar[Any] = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.latin_line("10"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        typed = showable(super().to_python(value) or "")
        if not typed:
            return self.empty_value
        found = self.read(typed)
        if found is None:
            raise ValidationError(self.wrong, code="invalid")
        return found

    def read(self, typed: str) -> Any:
        raise NotImplementedError

    def run_validators(self, value: Any) -> None:
        """Nothing to add: what was read is right."""


class CnicField(IdentifierField):
    """Stored as 13 ASCII digits, shown as 35202-1234567-1."""

    wrong = gettext_lazy("Enter your CNIC number as 13 digits, like 35202-1234567-1")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", widgets.latin_line("10", inputmode="numeric", autocomplete="off")
        )
        super().__init__(**kwargs)

    def read(self, typed: str) -> str | None:
        return validators.cnic(typed)

    def as_text(self, value: str) -> str:
        return validators.grouped_cnic(value)


class MobileField(IdentifierField):
    """Stored as E.164. Foreign numbers are taken too, with their country code."""

    wrong = gettext_lazy(
        "Enter a mobile number like 0300 1234567, or with the country code, like +44 7700 900123"
    )

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.latin_line("10", inputmode="tel", autocomplete="tel"))
        super().__init__(**kwargs)

    def read(self, typed: str) -> str | None:
        return validators.mobile(typed)

    def as_text(self, value: str) -> str:
        return validators.grouped_number(value)

    def caution(self, value: str) -> str:
        if validators.is_known_number(value):
            return ""
        return _("We do not know this kind of number. Please check it once more.")


class EmailField(IdentifierField):
    wrong = gettext_lazy("Enter a valid e-mail address, like name@example.com")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", widgets.latin_line("20", inputmode="email", autocomplete="email")
        )
        super().__init__(**kwargs)

    def read(self, typed: str) -> str | None:
        return validators.email(typed)


class CgpaField(IdentifierField):
    """Decimal from 0.00 to 4.00."""

    wrong = gettext_lazy("Enter your CGPA as a number from 0 to 4, like 3.25")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", widgets.latin_line("4", inputmode="decimal", autocomplete="off")
        )
        super().__init__(empty_value=None, **kwargs)

    def read(self, typed: str) -> Decimal | None:
        return validators.cgpa(typed)

    def as_text(self, value: Decimal) -> str:
        return f"{value:.2f}"


class WholeNumberField(IdentifierField):
    """A whole number, in digits of any script."""

    wrong = gettext_lazy("Enter a whole number in digits, like 25")

    def __init__(self, *, low: int = 0, high: int = 999_999_999, **kwargs: Any) -> None:
        self.low, self.high = low, high
        kwargs.setdefault("widget", widgets.latin_line("10", inputmode="numeric"))
        super().__init__(empty_value=None, **kwargs)

    def read(self, typed: str) -> int | None:
        return validators.whole_number(typed)

    def run_validators(self, value: int | None) -> None:
        if value is not None and not self.low <= value <= self.high:
            raise ValidationError(
                _("Enter a number from %(low)s to %(high)s"),
                code="out_of_range",
                params={"low": self.low, "high": self.high},
            )


class LinkField(IdentifierField):
    """An https address of at most 500 characters."""

    wrong = gettext_lazy("Enter the address of the page, like https://example.com/my-cv")
    max_characters = 500

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.latin_line("", inputmode="url", autocomplete="url"))
        super().__init__(**kwargs)

    def read(self, typed: str) -> str | None:
        return validators.https_address(typed)

    def run_validators(self, value: str) -> None:
        if len(value) > self.max_characters:
            raise ValidationError(
                TOO_LONG,
                code="max_length",
                params={"limit_value": self.max_characters, "show_value": len(value)},
            )
