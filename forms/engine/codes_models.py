"""Codes that prove an e-mail address. The code itself stands nowhere: see `codes`."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.utils import timezone


class EmailCodeQuerySet(models.QuerySet["EmailCode"]):
    def usable(self) -> Self:
        return self.filter(used_at=None, expires_at__gt=timezone.now(), attempts_left__gt=0)

    def discard(self) -> None:
        """Delete in one statement; nothing refers to a code."""
        self._raw_delete(self.db)


class EmailCode(models.Model):
    """One code that was asked for: what for, about which row, to which address (its hash)."""

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    purpose = models.CharField(max_length=30)
    subject = models.CharField(max_length=64)
    email_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    attempts_left = models.PositiveSmallIntegerField()
    used_at = models.DateTimeField(null=True)

    objects = EmailCodeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["purpose", "subject"], name="code_subject")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.uuid}"
