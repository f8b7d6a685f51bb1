"""The counters of `limits`, where there is no Redis."""

import time

from django.db import models


class LimitQuerySet(models.QuerySet["Limit"]):
    def spent(self) -> "LimitQuerySet":
        """Counters that hold nothing back any more: without the row the answer is the same."""
        return self.filter(free_at__lte=int(time.time() * 1000))


class Limit(models.Model):
    """One counter: a moment, as `counters` explains. Whose it is, is only there as a keyed hash.

    No index but the key's: the row is written at every count, and read by its key alone. On
    PostgreSQL the table is unlogged, so that counting waits for no disk; after a crash it is empty.
    """

    key_hash = models.CharField(max_length=64, primary_key=True)
    free_at = models.BigIntegerField()  # milliseconds since 1970

    objects = LimitQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key_hash[:8]
