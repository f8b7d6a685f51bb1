"""Rows that exist once and carry their text in each language: `name_en` and `name_ur`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Field
from django.utils.translation import get_language

from content.urdu_text import clean_urdu

LANGUAGES = ("en", "ur")
URDU_ATTRIBUTES = {"lang": "ur", "dir": "rtl", "class": "urdu-input"}


def mark_urdu(field: Field | None) -> Field | None:
    """Make a form field's input right to left, in Nastaliq, announced as Urdu."""
    if field is not None:
        attrs = field.widget.attrs
        classes = f"{attrs.get('class', '')} {URDU_ATTRIBUTES['class']}".strip()
        attrs.update(URDU_ATTRIBUTES | {"class": classes})
    return field


class _UrduField:
    """Mixin of a model field; migrations see the plain Django field."""

    def formfield(self, **kwargs: Any) -> Field | None:
        return mark_urdu(super().formfield(**kwargs))  # type: ignore[misc]

    def clean(self, value: Any, model_instance: Any) -> Any:
        cleaned = super().clean(value, model_instance)  # type: ignore[misc]
        return clean_urdu(cleaned) if isinstance(cleaned, str) else cleaned

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return name, f"django.db.models.{self.plain}", args, kwargs  # type: ignore[attr-defined]


class UrduCharField(_UrduField, models.CharField):  # type: ignore[type-arg]
    plain = "CharField"


class UrduTextField(_UrduField, models.TextField):  # type: ignore[type-arg]
    plain = "TextField"


class Bilingual:
    """Attribute that reads the active language's column: `name` → `name_en` or `name_ur`.

    A language without a column reads English (the admin's own). Never falls back from Urdu to
    English: `BilingualRow.clean` asks for both texts or neither.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        language = (get_language() or "en")[:2]
        suffix = language if language in LANGUAGES else "en"
        return getattr(instance, f"{self.name}_{suffix}")


class BilingualRow(models.Model):
    """Base of rows in both languages. A text stands in both or in neither."""

    class Meta:
        abstract = True

    @classmethod
    def bilingual_names(cls) -> list[str]:
        names = (name for base in cls.__mro__ for name, value in vars(base).items()
                 if isinstance(value, Bilingual))  # fmt: skip
        return list(dict.fromkeys(names))

    def clean(self) -> None:
        super().clean()
        errors = {}
        for name in self.bilingual_names():
            english, urdu = f"{name}_en", f"{name}_ur"
            if bool(getattr(self, english)) != bool(getattr(self, urdu)):
                empty = urdu if getattr(self, english) else english
                errors[empty] = "Fill in both languages, or leave both empty."
        if errors:
            raise ValidationError(errors)
