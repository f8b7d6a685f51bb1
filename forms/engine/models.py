"""Drafts: the answers of a visitor on the way, kept on the server after every page."""

from datetime import timedelta
from typing import Self
from uuid import uuid4

from django.db import models
from django.utils import timezone

from forms.engine.encrypted_fields import EncryptedJSONField
from forms.engine.questions import Typed

LIFETIME = timedelta(days=30)


class DraftQuerySet(models.QuerySet["Draft"]):
    def live(self) -> Self:
        return self.filter(expires_at__gt=timezone.now())

    def expired(self) -> Self:
        return self.filter(expires_at__lte=timezone.now())

    def discard(self) -> None:
        """Delete in one statement, without reading (and decrypting) a row."""
        self._raw_delete(self.db)


class Draft(models.Model):
    """Answers of one visitor to one service.

    The visitor's cookie holds a random token, the row only its hash: who reads the table cannot
    take up a draft. `answers` is step → {"typed": …, "complete": …}, as it was typed, so that
    nothing is lost and every answer is judged by today's rules when it is submitted.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    service = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2)
    answers = EncryptedJSONField(default=dict)
    position = models.CharField(max_length=40, blank=True)
    # Spent by the case that is made of this draft: no second case can carry it.
    submit_key = models.UUIDField(unique=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    expires_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(language__in=["en", "ur"]), name="draft_language_known"
            )
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.service} {self.uuid}"

    @property
    def submitted(self) -> bool:
        return bool(self.reference)

    def typed(self, slug: str) -> Typed:
        """What was last typed on that page; empty if it was never sent."""
        found: Typed = self.answers.get(slug, {}).get("typed", {})
        return found

    def answered(self, slug: str) -> bool:
        """Whether the page was accepted when it was last sent."""
        return bool(self.answers.get(slug, {}).get("complete"))

    def keep(self, slug: str, typed: Typed, *, complete: bool, language: str) -> None:
        """Take over one page; counts the lifetime anew."""
        self.answers[slug] = {"typed": typed, "complete": complete}
        self.position = slug
        self.language = language
        self.expires_at = timezone.now() + LIFETIME

    def finish(self, reference: str) -> None:
        """Forget the answers, which are the case's now; the confirmation can be seen for a day."""
        self.answers = {}
        self.reference = reference
        self.expires_at = timezone.now() + timedelta(days=1)
