"""One stamp for all content. Any change of content advances it, and so does a date that comes due;
what was built from content is kept in the process only as long as the stamp stays the same.

A change adds a row with a random number, in its own transaction (all that staff do is one; a save
outside of any adds it right after); the stamp is what the rows add up to. So a change that is
rolled back leaves the old stamp, a killed process can forget nothing, and two editors never wait
for each other, as they would for one row that both must write.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Model, Sum
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone

from content import due

CONTENT_APPS = frozenset({
    "content", "home", "programs", "news", "internships", "freelancers",
    "hosts", "form_lists", "wagtailcore", "wagtailredirects", "wagtaildocs", "wagtailimages",
})  # fmt: skip
# Rows of those apps that no visitor can see, and that are written often.
NOT_CONTENT = frozenset({
    "content.contentchange", "content.siterendition", "wagtailcore.pagelogentry",
    "wagtailcore.modellogentry", "wagtailcore.revision", "wagtailcore.referenceindex",
    "wagtailcore.task", "wagtailcore.taskstate", "wagtailcore.workflowstate",
    "wagtailcore.uploadedfile", "wagtailcore.comment", "wagtailcore.pagesubscription",
    "wagtailcore.editingsession", "internships.internshipinterest",
    "internships.internshipinterest_skills", "internships.internshipinterest_fields",
    "internships.internshipinterest_cities", "freelancers.freelancer",
    "freelancers.freelancer_skills", "freelancers.freelancer_platforms", "hosts.hostcompany",
})  # fmt: skip
# Rows older than this are added up into nothing: no transaction of theirs is still open.
KEPT = timedelta(hours=1)


class Seen:
    """The stamp as this process last read it. One thread reads at a time, so it never goes back."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.rows, self.stamp = "", ""
        self.read_at = float("-inf")
        self.dates = due.Dates(None, None)
        self.kept: dict[str, dict[str, Any]] = {}


class Mark:
    """What a transaction that has changed content leaves among its `on_commit` calls: while it
    lies there, the thread sees content that nobody else may see."""

    def __init__(self) -> None:
        self.changes = 0
        self.kept: dict[str, Any] = {}

    def __call__(self) -> None:
        """Committed: this process reads the stamp anew at once."""
        _seen.read_at = float("-inf")

    @property
    def stamp(self) -> str:
        return f"uncommitted-{id(self)}-{self.changes}"


_seen = Seen()
_thread = threading.local()


def current() -> str:
    """The stamp. Read from the database at most once per STAMP_SECONDS (default 0.1) a process.

    Inside a transaction that has changed content: one that nobody else has.
    """
    mark = _open_mark()
    if mark:
        return mark.stamp
    if _is_old():
        with _seen.lock:
            if _is_old():
                _read()
    return _seen.stamp


def advance() -> None:
    """Say that content changed. Takes effect with the surrounding transaction."""
    if _loading() is not None:
        return
    mark = _open_mark()
    if mark:  # said once in this transaction, and it is not rolled back so far
        mark.changes += 1
        mark.kept = {}
        return
    _changes().objects.create()
    mark = _thread.mark = Mark()
    transaction.on_commit(mark)


@contextmanager
def one_change() -> Iterator[None]:
    """However much changes inside, the stamp advances once, at the end (for bulk loading). What is
    remembered meanwhile is this thread's alone, and goes with the end."""
    _thread.loading = {}
    try:
        yield
    finally:
        _thread.loading = None
    advance()


def remembered[T](key: str, make: Callable[[], T]) -> T:
    """What `make` returned under this stamp; built again after any change of content.

    Each stamp has a table of its own: what a slow thread makes of old content stays with the old.
    """
    kept = _kept_now()
    if key not in kept:
        kept[key] = make()
    value: T = kept[key]
    return value


def forget() -> None:
    """Nothing is known of the stamp any more, and nothing is kept (for tests)."""
    _seen.read_at = float("-inf")
    _seen.kept = {}


def prune() -> None:
    """Remove the rows of old changes, and add one: what is left adds up to what never was."""
    with transaction.atomic():
        old = _changes().objects.filter(at__lt=timezone.now() - KEPT)
        if old.count() > 1:
            old.delete()
            advance()


def watch_content() -> None:
    """Advance the stamp on every change of a content row."""
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(_content_changed, dispatch_uid=f"content.stamp.{id(signal)}")


def _loading() -> dict[str, Any] | None:
    return getattr(_thread, "loading", None)


def _kept_now() -> dict[str, Any]:
    """The table of what this thread may see: its own uncommitted content, or everybody's."""
    if (loading := _loading()) is not None:
        return loading
    if mark := _open_mark():
        return mark.kept
    stamp = current()
    kept = _seen.kept.get(stamp)
    if kept is None:
        kept = {}
        _seen.kept = {stamp: kept}
    return kept


def _open_mark() -> Mark | None:
    """The mark of this thread's transaction, if it has changed content; Django takes what is to
    be called on commit away when the transaction, or the part of it, is rolled back."""
    mark: Mark | None = getattr(_thread, "mark", None)
    if mark is None:
        return None
    if any(call[1] is mark for call in reversed(connection.run_on_commit)):
        return mark
    _thread.mark = None
    return None


def _is_old() -> bool:
    seconds = getattr(settings, "STAMP_SECONDS", 0.1)
    return time.monotonic() - _seen.read_at > seconds or _seen.dates.are_past(timezone.now())


def _read() -> None:
    """The rows, and the dates that come due, read anew only when either has changed."""
    began, now = time.monotonic(), timezone.now()
    rows = _rows()
    if rows != _seen.rows or not _seen.stamp or _seen.dates.are_past(now):
        _seen.dates = due.dates(now)
        _seen.rows, _seen.stamp = rows, f"{rows}-{_stamp_of(_seen.dates.last)}"
    _seen.read_at = began


def _rows() -> str:
    found = _changes().objects.aggregate(number=Count("pk"), total=Sum("token"))
    return f"{found['number']}-{found['total'] or 0}"


def _stamp_of(moment: datetime | None) -> int:
    return int(moment.timestamp() * 1_000_000) if moment else 0


def _content_changed(sender: type[Model], raw: bool = False, **_: Any) -> None:
    meta = sender._meta
    if sender.__module__ == "__fake__":  # a migration: every process starts anew after it
        return
    if not raw and meta.app_label in CONTENT_APPS and meta.label_lower not in NOT_CONTENT:
        advance()


def _changes() -> Any:
    return apps.get_model("content", "ContentChange")
