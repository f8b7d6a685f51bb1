"""What was granted: a number with a validity. A renewal is a new case on the same registration."""

import calendar
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from forms.casework.events import CaseEvent, Kind
from forms.engine.encrypted_fields import EncryptedTextField
from forms.engine.encryption import lookup_hashes
from forms.engine.references import new_reference

if TYPE_CHECKING:
    from forms.casework.models import Case


class State(models.TextChoices):
    ACTIVE = "active", "Active"
    EXPIRED = "expired", "Expired"
    REVOKED = "revoked", "Revoked"


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def live(self) -> Self:
        return self.filter(state=State.ACTIVE)

    def run_out(self) -> Self:
        """Active by their state, although their last day is over."""
        return self.live().filter(valid_until__lt=timezone.localdate())


class Registration(models.Model):
    """One person's (or company's) registration for one service. Its last day belongs to it.

    At most one is live for the same identity and service: the database sees to that.
    """

    lookup_columns: ClassVar = {"cnic_hash": ("cnic", "cnic")}

    service = models.CharField(max_length=40)
    number = models.CharField(max_length=24, unique=True, editable=False)
    holder_name = models.CharField(max_length=120)
    cnic = EncryptedTextField()
    cnic_hash = models.CharField(max_length=64, db_index=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    in_public_register = models.BooleanField(default=False)
    granted_at = models.DateTimeField(default=timezone.now)
    valid_from = models.DateField()
    valid_until = models.DateField(db_index=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["service", "cnic_hash"],
                condition=models.Q(state="active"),
                name="one_live_registration",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="registration_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                name="registration_period",
            ),
        ]

    def __str__(self) -> str:
        return self.number


def grant(
    case: "Case", *, prefix: str, months: int, in_public_register: bool = False, actor: Any = None
) -> Registration:
    """Register the person of a case, or renew what they hold; runs in the case's transaction.

    A renewal counts from the end of what is valid, or from today if that is over.
    """
    today = timezone.localdate()
    held = Registration.objects.select_for_update().filter(
        service=case.service, cnic_hash__in=lookup_hashes("cnic", case.cnic)
    )
    found = held.exclude(state=State.REVOKED).order_by("-valid_until").first()
    if found is None:
        found = Registration(
            service=case.service, number=new_reference(prefix), cnic=case.cnic,
            cnic_hash=case.cnic_hash, valid_from=today, valid_until=_months_after(today, months),
        )  # fmt: skip
        kind = Kind.GRANTED
    else:
        found.valid_until = _months_after(max(today, found.valid_until), months)
        found.state, found.reminded_at, kind = State.ACTIVE, None, Kind.RENEWED
    found.holder_name, found.in_public_register = case.applicant_name, in_public_register
    found.save()
    case.registration = found
    case.save(update_fields=["registration"])
    CaseEvent.objects.create(case=case, kind=kind, actor=actor, why=found.number)
    return found


def end(registration: Registration, kind: Kind, *, actor: Any = None, note: str = "") -> None:
    """Expire or revoke; an event of the newest case on it."""
    registration.state = State.EXPIRED if kind == Kind.EXPIRED else State.REVOKED
    if kind == Kind.REVOKED:
        registration.valid_until = min(registration.valid_until, timezone.localdate())
    registration.save(update_fields=["state", "valid_until"])
    case = registration.cases.order_by("-pk").first()  # type: ignore[attr-defined]
    if case is not None:
        CaseEvent.objects.create(
            case=case, kind=kind, actor=actor, why=registration.number, note=note
        )


def _months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
