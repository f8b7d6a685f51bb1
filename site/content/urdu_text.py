"""Urdu that staff type is stored clean: Urdu letters for Arabic ones, ranges in reading order."""

from typing import Any

from django.db.models.signals import pre_save

from urdu.bidi import mark_ranges
from urdu.normalise import normalise


def clean_urdu(text: str) -> str:
    """The text as it is stored and shown."""
    return mark_ranges(normalise(text))


def watch_translations() -> None:
    """Strings of the translation editor are cleaned as rows are."""
    from wagtail_localize.models import StringTranslation

    pre_save.connect(_clean_string, sender=StringTranslation, dispatch_uid="content.urdu_text")


def _clean_string(instance: Any, **_: Any) -> None:
    if instance.locale.language_code == "ur":
        instance.data = clean_urdu(instance.data)
