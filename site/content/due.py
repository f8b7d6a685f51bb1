"""Dates that come due: a banner that begins, a form that closes. Pages that show them are rendered
anew, because the stamp advances (`content.stamp`), in every process and without anybody's help.

A model names its dates in `DATES_DUE`, such as `("begins", "ends")`. A day that begins is such a
date too: a form's first and last day are dates without a time.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.apps import apps
from django.db.models import Max, Min, Q
from django.utils import timezone


@dataclass(frozen=True)
class Dates:
    """The last date that has come due, and the next one."""

    last: datetime | None
    next: datetime | None

    def are_past(self, now: datetime) -> bool:
        """Whether another date has come due since."""
        return self.next is not None and now >= self.next


def dates(now: datetime) -> Dates:
    """The dates around this moment; one query for each model that has some."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    tomorrow = timezone.make_aware(
        datetime.combine(timezone.localdate(now) + timedelta(days=1), time.min)
    )
    past, future = [midnight], [tomorrow]
    for model in apps.get_models():
        names = getattr(model, "DATES_DUE", ())
        if names:
            found = model._default_manager.aggregate(**around(names, now))
            past += [found[f"last_{name}"] for name in names if found[f"last_{name}"]]
            future += [found[f"next_{name}"] for name in names if found[f"next_{name}"]]
    return Dates(max(past), min(future))


def around(names: tuple[str, ...], now: datetime) -> dict[str, Max | Min]:
    """For each date of a model, the last one up to now and the first one after."""
    last = {f"last_{name}": Max(name, filter=Q(**{f"{name}__lte": now})) for name in names}
    following = {f"next_{name}": Min(name, filter=Q(**{f"{name}__gt": now})) for name in names}
    return last | following
