"""Typed form fields: forgiving on input, one stored form, errors that say what to do.

A field states its own `required` error, in the words of its question. `as_text` is how an answer is
read back to its giver; `left_to_right` marks answers that run so in both languages.
"""

from forms.engine.fields.choices import Agreed, OneOf, OneOfList, Options, SeveralOf
from forms.engine.fields.identifiers import (
    CgpaField,
    CnicField,
    EmailField,
    LinkField,
    MobileField,
    WholeNumberField,
)
from forms.engine.fields.month import MonthField
from forms.engine.fields.words import LongTextField, NameField, TextField

__all__ = [
    "Agreed",
    "CgpaField",
    "CnicField",
    "EmailField",
    "LinkField",
    "LongTextField",
    "MobileField",
    "MonthField",
    "NameField",
    "OneOf",
    "OneOfList",
    "Options",
    "SeveralOf",
    "TextField",
    "WholeNumberField",
]
