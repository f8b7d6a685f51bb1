"""Drafts: the answers of a visitor on the way, kept on the server after every page."""

from datetime import timedelta
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.utils import timezone

from forms.engine import lifetimes
from forms.engine.codes_models import EmailCode as EmailCode  # found by Django here
from forms.engine.encrypted_fields import EncryptedJSONField, EncryptedTextField
from forms.engine.encryption import is_hash_of, lookup_hash
from forms.engine.limits_models import Limit as Limit
from forms.engine.links_models import ResumeLink as ResumeLink
from forms.engine.questions import Typed
from forms.engine.uploads.models import Upload

__all__ = ["Draft", "DraftQuerySet", "Upload"]

# After so much time without a request the browser alone does not open a draft any more.
IDLE = timedelta(hours=1)
# Of how many days before its end a draft's owner is reminded.
NOTICE = timedelta(days=3)


class DraftQuerySet(models.QuerySet["Draft"]):
    def live(self) -> Self:
        return self.filter(expires_at__gt=timezone.now())

    def expired(self) -> Self:
        return self.filter(expires_at__lte=timezone.now())

    def unfinished(self) -> Self:
        return self.live().filter(reference="")

    def to_be_reminded(self) -> Self:
        """Drafts that end within days, and whose owner can be told and has not been."""
        near = self.unfinished().filter(expires_at__lte=timezone.now() + NOTICE)
        return near.filter(reminded_at=None).exclude(email_hash="")

    def discard(self) -> None:
        """Delete in one statement, without reading (and decrypting) a row."""
        self._raw_delete(self.db)


class Draft(models.Model):
    """Answers of one visitor to one service.

    The visitor's cookie holds a random token, the row only its hash: who reads the table cannot
    take up a draft. `answers` is step → {"typed": …, "complete": …, "files": …}, as it was typed,
    so that nothing is lost and every answer is judged by today's rules when it is submitted. The
    ids of files stand apart: `keep` never touches them, so two windows lose none.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    service = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    answers = EncryptedJSONField(default=dict)
    position = models.CharField(max_length=40, blank=True)
    # Spent by the case that is made of this draft: no second case can carry it.
    submit_key = models.UUIDField(unique=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, blank=True)
    # Where the way back is sent, and the hash of the address that was proven by a code or a link.
    email = EncryptedTextField(blank=True, default="")
    email_hash = models.CharField(max_length=64, blank=True)
    verified_hash = models.CharField(max_length=64, blank=True)
    # What was agreed to, in the words that were shown: text, retention, language, at.
    consent = models.JSONField(default=dict, blank=True)
    # A returned case is answered in a draft of its own: its reference, the pages that are open
    # again (none: all of them) and what the officer asks.
    reopens = models.CharField(max_length=20, blank=True)
    open_steps = models.JSONField(default=list, blank=True)
    note = EncryptedTextField(blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    seen_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()
    lookup_columns = {"email_hash": ("email", "email")}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(language__in=["en", "ur"]), name="draft_language_known"
            ),
            models.UniqueConstraint(fields=["token_hash"], name="draft_token"),
        ]
        # Each answer moves `expires_at`, and with it an entry in every index. So none that is not
        # asked for: `db_index` and `unique` of a text come with a second one, for LIKE.
        indexes = [
            models.Index(fields=["email_hash"], name="draft_email"),
            models.Index(fields=["reopens"], name="draft_reopens"),
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.service} {self.uuid}"

    @property
    def submitted(self) -> bool:
        return bool(self.reference)

    @property
    def locked(self) -> bool:
        """Whether it was left alone for so long that a code is asked for. Where no address is
        known there is nobody to ask."""
        return bool(self.email_hash) and timezone.now() - self.seen_at > IDLE

    def typed(self, slug: str) -> Typed:
        """What was last typed on that page; empty if it was never sent. Of a file: its id."""
        page = self.answers.get(slug, {})
        return {**page.get("typed", {}), **page.get("files", {})}

    def answered(self, slug: str) -> bool:
        """Whether the page was accepted when it was last sent."""
        return bool(self.answers.get(slug, {}).get("complete"))

    def keep(
        self, slug: str, typed: Typed, *, complete: bool, language: str, email: str = ""
    ) -> None:
        """Take over one page; counts the lifetime anew. `email` is the address that it answers."""
        page, before = self.answers.get(slug, {}), self.typed(slug)
        self.answers[slug] = {**page, "typed": typed, "complete": complete}
        self.position = slug
        self.language = language
        if email and self._follows(before):
            self.reach(email)
        self.prolong()

    def _follows(self, before: Typed) -> bool:
        """Whether the way back goes to the address that was answered, and not to one of its own."""
        answered = (value for values in before.values() for value in values)
        return not self.email_hash or any(
            is_hash_of(self.email_hash, "email", value) for value in answered
        )

    def reach(self, email: str) -> None:
        """Send the way back to this address. Links that went to another one are worth nothing."""
        before, self.email_hash = self.email_hash, lookup_hash("email", email)
        self.email = email
        if before and before != self.email_hash:
            self.links.all().delete()

    def prolong(self) -> None:
        """Count the lifetime anew. Answers to a returned case are due on a day of their own."""
        if not self.reopens:
            self.expires_at = timezone.now() + lifetimes.of(self.service)
            self.reminded_at = None

    def keep_files(self, slug: str, files: Typed) -> None:
        """Take over a page's files, given by their ids."""
        page = self.answers.get(slug, {"typed": {}, "complete": False})
        self.answers[slug] = {**page, "files": {**page.get("files", {}), **files}}

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """The files go with the draft, unless a case has them."""
        self.uploads.unclaimed().delete()
        return super().delete(*args, **kwargs)

    def finish(self, reference: str) -> None:
        """Forget the answers, which are the case's now; the confirmation can be seen for a day."""
        self.answers = {}
        self.reference = reference
        self.expires_at = timezone.now() + timedelta(days=1)
