"""One stamp for all content. Any change of content advances it; what was built from content is
kept in the process only as long as the stamp stays the same.

The stamp is a random token in one database row, written in the transaction of the change itself:
a change that is rolled back leaves the old stamp, and a killed process can forget nothing.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

CONTENT_APPS = frozenset({
    "content", "home", "programs", "news", "internships", "freelancers",
    "hosts", "form_lists", "wagtailcore", "wagtailredirects", "wagtaildocs", "wagtailimages",
})  # fmt: skip
# Rows of those apps that no visitor can see, and that are written often.
NOT_CONTENT = frozenset({
    "content.contentstamp", "content.siterendition", "wagtailcore.pagelogentry",
    "wagtailcore.modellogentry", "wagtailcore.revision", "wagtailcore.referenceindex",
    "wagtailcore.task", "wagtailcore.taskstate", "wagtailcore.workflowstate",
    "wagtailcore.uploadedfile", "wagtailcore.comment", "wagtailcore.pagesubscription",
    "wagtailcore.editingsession", "internships.internshipinterest",
    "internships.internshipinterest_skills", "internships.internshipinterest_fields",
    "internships.internshipinterest_cities", "freelancers.freelancer",
    "freelancers.freelancer_skills", "freelancers.freelancer_platforms", "hosts.hostcompany",
})  # fmt: skip

_seen: dict[str, Any] = {"stamp": "", "at": 0.0}
_kept: dict[str, dict[str, Any]] = {}


def current() -> str:
    """The stamp. Read from the database at most once per STAMP_SECONDS (default 0.1) a process."""
    now = time.monotonic()
    if now - _seen["at"] > getattr(settings, "STAMP_SECONDS", 0.1):
        stored = _row().objects.values_list("token", flat=True).first() or ""
        _seen.update(stamp=stored, at=now)
    return str(_seen["stamp"])


def advance() -> None:
    """Say that content changed. Takes effect with the surrounding transaction."""
    if _seen.get("paused"):
        return
    _row().objects.update_or_create(pk=1, defaults={"token": uuid4().hex})
    _seen["at"] = 0.0


@contextmanager
def one_change() -> Iterator[None]:
    """However much changes inside, the stamp advances once, at the end (for bulk loading)."""
    _seen["paused"] = True
    try:
        yield
    finally:
        _seen["paused"] = False
    advance()


def remembered[T](key: str, make: Callable[[], T]) -> T:
    """What `make` returned under this stamp; built again after any change of content.

    Each stamp has a table of its own: what a slow thread makes of old content stays with the old.
    """
    stamp = current()
    kept = _kept.get(stamp)
    if kept is None:
        kept = {}
        _kept.clear()
        _kept[stamp] = kept
    if key not in kept:
        kept[key] = make()
    value: T = kept[key]
    return value


def watch_content() -> None:
    """Advance the stamp on every change of a content row."""
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(_content_changed, dispatch_uid=f"content.stamp.{id(signal)}")


def _content_changed(sender: type[Model], raw: bool = False, **_: Any) -> None:
    meta = sender._meta
    if sender.__module__ == "__fake__":  # a migration: every process starts anew after it
        return
    if not raw and meta.app_label in CONTENT_APPS and meta.label_lower not in NOT_CONTENT:
        advance()


def _row() -> Any:
    return apps.get_model("content", "ContentStamp")
