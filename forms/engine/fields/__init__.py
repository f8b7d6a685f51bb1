"""Typed form fields: forgiving on input, one stored form, errors that say what to do.

A field states its own `required` error, in the words of its question. `as_text` is how an answer is
read back to its giver; `left_to_right` marks answers that run so in both languages.
"""

from forms.engine.fields.choices import Agreed, OneOf, OneOfList, Options, SeveralOf
from forms.engine.fields.code import CodeField
from forms.engine.fields.day import DateField
from forms.engine.fields.identifiers import (
    CgpaField,
    CnicField,
    EmailField,
    LinkField,
    MobileField,
    WholeNumberField,
)
from forms.engine.fields.month import MonthField
from forms.engine.fields.several import LinksField, TagsField
from forms.engine.fields.tax import NtnField
from forms.engine.fields.uploads import UploadField
from forms.engine.fields.words import LongTextField, NameField, TextField

__all__ = [
    "Agreed",
    "CgpaField",
    "CnicField",
    "CodeField",
    "DateField",
    "EmailField",
    "LinkField",
    "LinksField",
    "LongTextField",
    "MobileField",
    "MonthField",
    "NameField",
    "NtnField",
    "OneOf",
    "OneOfList",
    "Options",
    "SeveralOf",
    "TagsField",
    "TextField",
    "UploadField",
    "WholeNumberField",
]
