"""The national tax number."""

from typing import Any

from django.utils.translation import gettext_lazy

from forms.engine import validators, widgets
from forms.engine.fields.identifiers import IdentifierField


class NtnField(IdentifierField):
    """Stored as 7 digits, 8 with the check digit, or the 13 of a CNIC, which is a person's NTN."""

    wrong = gettext_lazy(
        "Enter the NTN as 7 digits, with the check digit if you know it, like 4174941-3, "
        "or your CNIC number"
    )

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", widgets.latin_line("10", inputmode="numeric", autocomplete="off")
        )
        super().__init__(**kwargs)

    def read(self, typed: str) -> str | None:
        return validators.ntn(typed)

    def as_text(self, value: str) -> str:
        return validators.grouped_ntn(value)
