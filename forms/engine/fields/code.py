"""A code that was mailed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from forms.engine.fields.identifiers import IdentifierField
from forms.engine.references import ALPHABET
from forms.engine.text import digits_and_signs
from forms.engine.widgets import LEFT_TO_RIGHT

CODE_LENGTH = 6
LONGEST = 100


class CodeField(IdentifierField):
    """Six characters in capitals. Small letters, spaces, dashes and Urdu digits are forgiven."""

    wrong = gettext_lazy("Enter the six characters of the code, as they stand in the e-mail")

    def __init__(self, **kwargs: Any) -> None:
        looks = {"class": "input input-10", "autocomplete": "one-time-code", "inputmode": "text"}
        kwargs.setdefault(
            "widget", forms.TextInput(LEFT_TO_RIGHT | looks | {"autocapitalize": "characters"})
        )
        super().__init__(**kwargs)

    def read(self, typed: str) -> str | None:
        return self.plain(typed)

    @staticmethod
    def plain(typed: str) -> str | None:
        found = digits_and_signs(typed[:LONGEST]).upper()
        return found if len(found) == CODE_LENGTH and set(found) <= set(ALPHABET) else None
