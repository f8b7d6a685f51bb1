"""What happened to a case: who, when, why, from where to where. Rows are only ever added."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from forms.casework import guards
from forms.casework.workflow import TRANSITIONS
from forms.engine.encrypted_fields import EncryptedTextField

MOVES = frozenset(one.name for one in TRANSITIONS)


class Kind(models.TextChoices):
    """The transitions, and what is no transition."""

    SUBMITTED = "submitted", "Submitted"  # of cases made before there was a workflow
    SUBMIT = "submit", "Submitted"
    TAKE = "take", "Taken"
    RELEASE = "release", "Put back"
    RETURN = "return", "Returned to the applicant"
    ANSWER = "answer", "Answered by the applicant"
    LAPSE = "lapse", "Lapsed without an answer"
    APPROVE = "approve", "Approved"
    DECLINE = "decline", "Declined"
    WITHDRAW = "withdraw", "Withdrawn"
    NOTE = "note", "Note"
    VIEWED = "viewed", "Viewed"
    REVEALED = "revealed", "Personal data revealed"
    FILE_OPENED = "file_opened", "File opened"
    EXPORTED = "exported", "Exported"
    FLAGGED = "flagged", "Flagged: the same person has another"
    EMAIL_CHANGED = "email_changed", "E-mail address changed"
    DOWNLOADED = "downloaded", "Downloaded by the applicant"
    GRANTED = "granted", "Registration granted"
    RENEWED = "renewed", "Registration renewed"
    EXPIRED = "expired", "Registration expired"
    REVOKED = "revoked", "Registration revoked"
    ERASED = "erased", "Erased"


# An export concerns many cases, an erased case is no more.
WITHOUT_CASE = (Kind.EXPORTED, Kind.ERASED)


class CaseEvent(models.Model):
    """One thing that happened. `why` holds the machine's words, without personal data; `note` what
    people wrote, encrypted, since it may hold anything.

    The database refuses changes and deletions too: see `guards`.
    """

    Kind = Kind
    lifted_for_rotation = guards.lifted

    case = models.ForeignKey(
        "casework.Case", null=True, on_delete=models.CASCADE, related_name="events"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="Empty: the applicant, or the site itself.",
    )  # fmt: skip
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20, blank=True)
    why = models.TextField(blank=True)
    note = EncryptedTextField(blank=True, default="")

    class Meta:
        default_permissions = ()
        permissions = [("view_audit", "Can see the audit trail")]
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=False) | models.Q(kind__in=WITHOUT_CASE),
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
