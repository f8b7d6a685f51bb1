"""One Case for every service; a service's own columns stand in a table tied to it one to one
(`OneToOneField(primary_key=True)`), so that there is one inbox, one history, one export."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from forms.casework.registry import service_choices
from forms.engine import references
from forms.engine.encrypted_fields import EncryptedTextField
from urdu.folding import fold

HASH_LENGTH = 64
NAME_KEY_LENGTH = 480  # folding spells out ligatures: a few characters may become many


class Status(models.TextChoices):
    SUBMITTED = "submitted", "Submitted"


class CaseQuerySet(models.QuerySet["Case"]):
    def newest_first(self) -> Self:
        return self.order_by("-submitted_at", "-pk")

    def found_by(self, words: str) -> Self:
        """Cases with this reference, else those whose name holds every word, in any spelling."""
        if reference := references.parse(words):
            return self.filter(reference=reference)
        found = self
        for word in fold(words).split()[:10]:
            found = found.filter(name_key__contains=word)
        return found


class Case(models.Model):
    """One application to one service. The name is readable; identifiers are not."""

    reference = models.CharField(max_length=20, unique=True, editable=False)
    service = models.CharField(max_length=40, choices=service_choices)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.SUBMITTED)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    submitted_at = models.DateTimeField(default=timezone.now, db_index=True)
    submit_key = models.UUIDField(unique=True, editable=False)

    applicant_name = models.CharField("name", max_length=120)
    name_key = models.CharField(
        max_length=NAME_KEY_LENGTH, editable=False, help_text="Folded, for searching."
    )
    cnic = EncryptedTextField("CNIC")
    cnic_hash = models.CharField(max_length=HASH_LENGTH, db_index=True, editable=False)
    email = EncryptedTextField("e-mail address")
    email_hash = models.CharField(max_length=HASH_LENGTH, db_index=True, editable=False)
    phone = EncryptedTextField("mobile number")
    phone_hash = models.CharField(max_length=HASH_LENGTH, db_index=True, editable=False)

    consented_at = models.DateTimeField()
    consent_text = models.TextField(help_text="What the applicant agreed to, word for word.")

    objects = CaseQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        permissions = [("export_case", "Can export cases")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="case_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=["en", "ur"]), name="case_language_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(applicant_name="") & ~models.Q(reference=""),
                name="case_named",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = fold(self.applicant_name)[:NAME_KEY_LENGTH]
        super().save(*args, **kwargs)


class CaseEvent(models.Model):
    """What happened to a case, or with cases: who, when, from, to, why. Rows are only added.

    An export concerns many cases: it has none, and `why` says what was taken.
    """

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", "Submitted"
        VIEWED = "viewed", "Viewed"
        EXPORTED = "exported", "Exported"

    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="Empty: the applicant.",
    )  # fmt: skip
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=False) | models.Q(kind="exported"),
                name="event_of_a_case",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("events are not changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("events are not deleted")
