"""One visit to one application: begun with reference and e-mail address, opened by the code."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.utils import timezone

from forms.engine.encryption import is_hash_of

IDLE = timedelta(minutes=30)
# How old the last sign of life may be before it is written down again.
TOUCH_AFTER = timedelta(minutes=1)
TOKEN_BYTES = 32


class VisitQuerySet(models.QuerySet["Visit"]):
    def live(self) -> Self:
        return self.filter(expires_at__gt=timezone.now())

    def over(self) -> Self:
        return self.filter(expires_at__lte=timezone.now())

    def of_token(self, token: str) -> Self:
        return self.filter(token_hash=token_hash(token))

    def with_case(self) -> Self:
        return self.select_related("case__registration")


class Visit(models.Model):
    """The browser's cookie holds a random token, the row only its hash.

    A visit begins alike whether or not reference and address belong together; without a case no
    code opens it. It keeps the hash of the address to which the code went: when the case gets
    another address, the visit is over. `receipt` outlives an erased case for the rest of the visit.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    case = models.ForeignKey(
        "casework.Case", null=True, on_delete=models.CASCADE, related_name="visits"
    )
    email_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    verified_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(db_index=True)
    receipt = models.JSONField(default=dict)

    objects = VisitQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def is_open(self) -> bool:
        """Whether its visitor may see the case: the code was right, and the address is still the
        applicant's (the hash may be of a key that was changed meanwhile)."""
        case = self.case
        return bool(self.verified_at and case and is_hash_of(self.email_hash, "email", case.email))

    def open(self) -> str:
        """The code was right. Returns a new token: what was known before opens nothing."""
        token, now = new_token(), timezone.now()
        Visit.objects.filter(pk=self.pk, verified_at=None).update(
            token_hash=token_hash(token), verified_at=now, expires_at=now + IDLE
        )
        return token

    def touch(self) -> bool:
        """Count the idle time anew; whether it was worth writing."""
        until = timezone.now() + IDLE
        if until - self.expires_at < TOUCH_AFTER:
            return False
        return bool(Visit.objects.filter(pk=self.pk).update(expires_at=until))


def begin(**columns: Any) -> tuple[Visit, str]:
    """A new visit, and its token."""
    token = new_token()
    visit = Visit.objects.create(
        token_hash=token_hash(token), expires_at=timezone.now() + IDLE, **columns
    )
    return visit, token


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """A random token of 256 bits needs no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
