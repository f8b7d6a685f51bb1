"""The workflow is data: statuses, transitions, who may, in which words, with which mail.

Staff read English; an applicant reads the same thing in words of their own, in either language.
A draft is not a case yet: it stands in the tables for its wording and its retention only.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    SUBMITTED = "submitted", "Submitted"
    IN_REVIEW = "in_review", "In review"
    RETURNED = "returned", "Returned to the applicant"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


DRAFT = "draft"
OPEN = (Status.SUBMITTED, Status.IN_REVIEW, Status.RETURNED)
CLOSED = (Status.APPROVED, Status.DECLINED, Status.WITHDRAWN)


class Who(StrEnum):
    """Who makes a transition. Staff need the permission of `PERMISSIONS` besides."""

    APPLICANT = "applicant"
    OFFICER = "officer"
    APPROVER = "approver"
    SYSTEM = "system"


PERMISSIONS = {Who.OFFICER: "casework.process_case", Who.APPROVER: "casework.decide_case"}


@dataclass(frozen=True)
class StatusWords:
    """A status as the applicant reads it: in a word, and what is waited for."""

    title: Any
    waiting: Any


FOR_APPLICANT: dict[str, StatusWords] = {
    DRAFT: StatusWords(_("Not sent yet"), _("You have not submitted this yet.")),
    Status.SUBMITTED: StatusWords(
        _("Received"), _("It waits for an officer to look at it. You need do nothing.")
    ),
    Status.IN_REVIEW: StatusWords(
        _("Being checked"), _("An officer is checking it. You need do nothing.")
    ),
    Status.RETURNED: StatusWords(
        _("Waiting for you"), _("We need something from you before we can go on.")
    ),
    Status.APPROVED: StatusWords(_("Approved"), _("It has been approved. Nothing is waited for.")),
    Status.DECLINED: StatusWords(_("Declined"), _("It has been declined. Nothing is waited for.")),
    Status.WITHDRAWN: StatusWords(_("Withdrawn"), _("It was withdrawn. Nothing is waited for.")),
}


@dataclass(frozen=True)
class Transition:
    """One step of a case. `days` is the usual deadline of what is waited for afterwards (a service
    may have its own); `mail` is a kind of the outbox; with `reason`, words must be given, and the
    applicant reads them."""

    name: str
    sources: tuple[Status, ...]
    target: Status
    who: Who
    staff: str
    applicant: Any
    mail: str = ""
    days: int | None = None
    reason: bool = False


TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        "submit", (), Status.SUBMITTED, Who.APPLICANT, "Submitted",
        _("We received your application"), mail="case-received", days=7,
    ),
    Transition(
        "take", (Status.SUBMITTED,), Status.IN_REVIEW, Who.OFFICER, "Take",
        _("An officer began to check it"), days=7,
    ),
    Transition(
        "release", (Status.IN_REVIEW,), Status.SUBMITTED, Who.OFFICER, "Put back",
        _("It waits for another officer"), days=7,
    ),
    Transition(
        "return", (Status.IN_REVIEW,), Status.RETURNED, Who.OFFICER, "Return to the applicant",
        _("We asked you for something"), mail="case-returned", days=30, reason=True,
    ),
    Transition(
        "answer", (Status.RETURNED,), Status.SUBMITTED, Who.APPLICANT, "Answered",
        _("You sent your answers"), mail="case-answered", days=7,
    ),
    Transition(
        "lapse", (Status.RETURNED,), Status.WITHDRAWN, Who.SYSTEM, "Lapsed without an answer",
        _("It was closed, since no answer came in time"), mail="case-lapsed",
    ),
    Transition(
        "approve", (Status.IN_REVIEW,), Status.APPROVED, Who.APPROVER, "Approve",
        _("It was approved"), mail="case-approved",
    ),
    Transition(
        "decline", (Status.IN_REVIEW,), Status.DECLINED, Who.APPROVER, "Decline",
        _("It was declined"), mail="case-declined", reason=True,
    ),
    Transition(
        "withdraw", OPEN, Status.WITHDRAWN, Who.APPLICANT, "Withdrawn",
        _("You withdrew it"), mail="case-withdrawn",
    ),
)  # fmt: skip
BY_NAME = {one.name: one for one in TRANSITIONS}


def possible(status: str, who: Who) -> list[Transition]:
    """The transitions that lead on from a status for somebody."""
    return [one for one in TRANSITIONS if status in one.sources and one.who == who]
