"""How long what is kept, for each service and status, and the removal of what is over.

| status | counts from |
|---|---|
| draft | its last change (the draft itself knows when it ends) |
| withdrawn, declined | the day of that |
| round | the last day of the form through which it came: all but withdrawn and declined |
| approved | the decision, where nothing was granted |
| registration | its last day; all cases on it go with it |

Rules are rows that staff edit; the defaults are the services'. Nothing is removed that is open,
except with its round.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from content import stamp
from forms.casework.erasing import erase
from forms.casework.models import Case, CaseQuerySet, Registration, Status
from forms.casework.registrations import State
from forms.casework.registry import desks, service_choices
from forms.engine.models import Draft

DRAFT, WITHDRAWN, DECLINED = "draft", "withdrawn", "declined"
ROUND, APPROVED, REGISTRATION = "round", "approved", "registration"
KEPT = [
    (DRAFT, "Drafts, after their last change"),
    (WITHDRAWN, "Withdrawn, after that day"),
    (DECLINED, "Declined, after that day"),
    (ROUND, "The rest, after the round's last day"),
    (APPROVED, "Approved without a registration, after the decision"),
    (REGISTRATION, "Registered, after the registration's last day"),
]
YEAR = 365
DEFAULTS = {
    DRAFT: 30, WITHDRAWN: 90, DECLINED: YEAR, APPROVED: 5 * YEAR + 1, REGISTRATION: 5 * YEAR + 1,
}  # fmt: skip
LONGEST = 50 * YEAR


class RetentionRule(models.Model):
    """How many days cases of a service in a status are kept."""

    service = models.CharField(max_length=40, choices=service_choices)
    status = models.CharField("what", max_length=20, choices=KEPT)
    days = models.PositiveIntegerField(
        help_text="Shorter: what is older goes within the hour. Change the words of "
        "the service's page (consent, how long data is kept) too; they are a promise."
    )

    class Meta:
        default_permissions = ("view", "change")
        ordering = ["service", "status"]
        constraints = [
            models.UniqueConstraint(fields=["service", "status"], name="one_rule_a_status"),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=LONGEST), name="rule_has_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()}: {self.get_status_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        stamp.advance()  # processes keep the days of drafts

    def clean(self) -> None:
        super().clean()
        if self.days is not None and not 1 <= self.days <= LONGEST:
            raise ValidationError({"days": f"Enter a number of days from 1 to {LONGEST}."})


class RetentionReceipt(models.Model):
    """What one run removed: how many of what, under which rule; references, which say nothing of a
    person once the case is gone."""

    at = models.DateTimeField(default=timezone.now)
    service = models.CharField(max_length=40)
    status = models.CharField(max_length=20, choices=KEPT)
    days = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()
    references = models.JSONField(default=list)

    class Meta:
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]


@dataclass(frozen=True)
class Outcome:
    """What a rule removed, or would remove."""

    rule: RetentionRule
    removed: int
    references: list[str]


def make_rules(**_: Any) -> None:
    """The default rules of every service; rows that are there stay. Runs after each `migrate`."""
    for desk in desks():
        table = {**DEFAULTS, **desk.retention}
        if ROUND in desk.retention:
            table.pop(APPROVED)
        for status, days in table.items():
            RetentionRule.objects.get_or_create(
                service=desk.code, status=status, defaults={"days": days}
            )


def run(*, dry_run: bool = False, today: date | None = None) -> list[Outcome]:
    """Remove what is over, one case a transaction, and write a receipt for each rule that removed
    something. With `dry_run`, only say what would go. May be interrupted and run again."""
    today = today or timezone.localdate()
    outcomes = [apply(rule, today, dry_run) for rule in RetentionRule.objects.all()]
    return [one for one in outcomes if one.removed]


def apply(rule: RetentionRule, today: date, dry_run: bool) -> Outcome:
    if rule.status == DRAFT:
        return apply_to_drafts(rule, dry_run)
    before = today - timedelta(days=rule.days)
    registrations = ended(rule, before)
    cases = over(rule, before, registrations)
    references = [
        case.reference
        for case in cases.only("pk", "reference", "service").iterator()
        if dry_run or erase(case, f"kept for {rule.days} days ({rule.status})")
    ]
    outcome = Outcome(rule, len(references), references)
    if not dry_run:
        registrations.filter(cases__isnull=True).delete()
        write_receipt(outcome)
    return outcome


def over(rule: RetentionRule, before: date, registrations: Any) -> CaseQuerySet:
    """The cases whose time ended before that day."""
    cases = Case.objects.filter(service=rule.service)
    decided = {"decided_at__lt": midnight(before)}
    if rule.status in (WITHDRAWN, DECLINED):
        return cases.filter(status=rule.status, registration=None, **decided)
    if rule.status == APPROVED:
        return cases.filter(status=Status.APPROVED, registration=None, **decided)
    if rule.status == ROUND:
        counted = Coalesce(F("round_closes_at"), TruncDate("submitted_at"))
        rest = cases.exclude(status__in=(WITHDRAWN, DECLINED)).filter(registration=None)
        return rest.annotate(counted=counted).filter(counted__lt=before)
    return cases.filter(registration__in=registrations)


def ended(rule: RetentionRule, before: date) -> models.QuerySet[Registration]:
    """The registrations that ended before that day; none for rules about anything else."""
    if rule.status != REGISTRATION:
        return Registration.objects.none()
    return Registration.objects.exclude(state=State.ACTIVE).filter(
        service=rule.service, valid_until__lt=before
    )


def apply_to_drafts(rule: RetentionRule, dry_run: bool) -> Outcome:
    drafts = Draft.objects.expired().filter(service=rule.service)
    outcome = Outcome(rule, drafts.count(), [])
    if not dry_run and outcome.removed:
        drafts.discard()
        write_receipt(outcome)
    return outcome


def write_receipt(outcome: Outcome) -> None:
    if outcome.removed:
        RetentionReceipt.objects.create(
            service=outcome.rule.service, status=outcome.rule.status, days=outcome.rule.days,
            removed=outcome.removed, references=outcome.references,
        )  # fmt: skip


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def kept_days(service: str, status: str) -> int | None:
    """For how many days a case in that status is kept; None if no rule says."""
    rule = RetentionRule.objects.filter(service=service, status=status)
    return rule.values_list("days", flat=True).first()


def draft_days(service: str) -> int | None:
    """Days for which drafts of a service are kept; kept in the process under the stamp."""
    return stamp.remembered("retention.drafts", _draft_days).get(service)


def _draft_days() -> dict[str, int]:
    return dict(RetentionRule.objects.filter(status=DRAFT).values_list("service", "days"))
