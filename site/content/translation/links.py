"""A translator may lead a link elsewhere, but not into a script."""

from typing import Any
from urllib.parse import urlsplit

from django.db.models.signals import post_save
from wagtail_localize.models import SegmentOverride

SCRIPT_SCHEMES = frozenset({"javascript", "data", "vbscript"})
MESSAGE = "This is not an address to link to."


def watch() -> None:
    post_save.connect(_saved, sender=SegmentOverride, dispatch_uid="content.translation.links")


def _saved(instance: SegmentOverride, **_: Any) -> None:
    """Mark a dangerous address as an error: the editor shows it, and no page takes it over."""
    dangerous = leads_into_script(instance.data)
    if dangerous == (instance.field_error == MESSAGE):
        return
    instance.has_error, instance.field_error = dangerous, MESSAGE if dangerous else ""
    SegmentOverride.objects.filter(pk=instance.pk).update(
        has_error=instance.has_error, field_error=instance.field_error
    )


def leads_into_script(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return urlsplit(value).scheme.lower() in SCRIPT_SCHEMES
    except ValueError:  # no address at all
        return False
