"""Dates that come due: a banner that begins, a form that closes. Pages that show them are rendered
anew, because the stamp advances.

A model names its dates in `DATES_DUE`, such as `("begins", "ends")`.
"""

from datetime import datetime

from django.apps import apps
from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate

from content import stamp

_last: dict[str, datetime] = {}


def tick() -> bool:
    """Advance the stamp if any date passed since the last tick of this process, or a day began:
    a form's first and last day are dates without a time.
    """
    now = timezone.now()
    since = _last.get("tick", now)
    _last["tick"] = now
    came_due = localdate(since) != localdate(now) or passed_between(since, now)
    if came_due:
        stamp.advance()
    return came_due


def passed_between(since: datetime, until: datetime) -> bool:
    """Whether any row's date lies after `since` and not after `until`."""
    for model in apps.get_models():
        condition = Q()
        for name in getattr(model, "DATES_DUE", ()):
            condition |= Q(**{f"{name}__gt": since, f"{name}__lte": until})
        if condition and model._default_manager.filter(condition).exists():
            return True
    return False
