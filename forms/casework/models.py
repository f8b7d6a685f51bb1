"""One Case for every service; a service's own columns stand in a table tied to it one to one
(`OneToOneField(primary_key=True)`), so that there is one inbox, one history, one export."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from forms.casework.events import CaseEvent
from forms.casework.files import CaseFile
from forms.casework.former_addresses import FormerAddress as FormerAddress  # found by Django here
from forms.casework.registrations import Registration
from forms.casework.registry import service_choices
from forms.casework.tracking.visits import Visit
from forms.casework.workflow import OPEN, Status
from forms.engine import references
from forms.engine.encrypted_fields import EncryptedJSONField, EncryptedTextField
from forms.engine.encryption import lookup_hashes
from urdu.folding import fold

__all__ = ["Case", "CaseEvent", "CaseFile", "CaseQuerySet", "Registration", "Status", "Visit"]

HASH_LENGTH = 64
NAME_KEY_LENGTH = 480  # folding spells out ligatures: a few characters may become many


class CaseQuerySet(models.QuerySet["Case"]):
    def delete(self) -> Any:
        raise TypeError("cases are removed by erasing.erase, which leaves an event")

    def newest_first(self) -> Self:
        return self.order_by("-submitted_at", "-pk")

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def found_by(self, words: str) -> Self:
        """Cases with this reference, else those whose name holds every word, in any spelling."""
        if reference := references.parse(words):
            return self.filter(reference=reference)
        found = self
        for word in fold(words).split()[:10]:
            found = found.filter(name_key__contains=word)
        return found

    def of_identifier(self, kind: str, value: str) -> Self:
        """Exactly this CNIC (`cnic`), e-mail address (`email`) or mobile number (`phone`)."""
        return self.filter(**{f"{kind}_hash__in": lookup_hashes(kind, value)})


class Case(models.Model):
    """One application to one service. The name is readable; identifiers and answers are not.

    The status changes through `transitions.move` alone.
    """

    lookup_columns: ClassVar = {
        "cnic_hash": ("cnic", "cnic"),
        "email_hash": ("email", "email"),
        "phone_hash": ("phone", "phone"),
    }

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
    cnic_hash = models.CharField(max_length=HASH_LENGTH, editable=False)
    email = EncryptedTextField("e-mail address")
    email_hash = models.CharField(max_length=HASH_LENGTH, editable=False)
    phone = EncryptedTextField("mobile number")
    phone_hash = models.CharField(max_length=HASH_LENGTH, editable=False)
    region = models.CharField(
        max_length=40, blank=True, help_text="Code of a region, if one was asked."
    )
    answers = EncryptedJSONField(default=dict, help_text="Every page as it was typed, by step.")

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="Until when what is waited for is due."
    )
    returned_steps = models.JSONField(default=list, blank=True)
    return_note = EncryptedTextField(blank=True, default="")
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    round_closes_at = models.DateField(
        null=True, blank=True, help_text="Last day of the form through which it came."
    )

    consented_at = models.DateTimeField()
    consent_text = models.TextField(help_text="What the applicant agreed to, word for word.")
    consent_language = models.CharField(max_length=2, blank=True)
    retention_text = models.TextField(blank=True, help_text="What was said of how long it is kept.")

    objects = CaseQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        permissions = [
            ("export_case", "Can export cases"),
            ("process_case", "Can take and return cases and write notes"),
            ("decide_case", "Can approve and decline cases"),
            ("reveal_case", "Can see personal data, with a reason"),
        ]
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
        # Not `db_index`, which on PostgreSQL adds a second index of a text, for LIKE: nobody looks
        # for the beginning of a hash, and each index is written with each case.
        indexes = [
            models.Index(fields=["service", "status", "-submitted_at"], name="case_inbox"),
            models.Index(fields=["cnic_hash", "service"], name="case_cnic"),
            models.Index(fields=["email_hash"], name="case_email"),
            models.Index(fields=["phone_hash"], name="case_phone"),
            models.Index(fields=["region"], name="case_region"),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = fold(self.applicant_name)[:NAME_KEY_LENGTH]
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("a case is removed by erasing.erase, which leaves an event")
