"""What waits: the officer's views of the open cases, with how many stand in each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from forms.casework.models import Case, CaseQuerySet
from forms.casework.workflow import OPEN, Status

# A returned case waits for its applicant; what is late there, lapses by itself.
FOR_STAFF = (Status.SUBMITTED, Status.IN_REVIEW)


def overdue() -> Q:
    return Q(status__in=FOR_STAFF, due_at__lt=timezone.now())


@dataclass(frozen=True)
class Tab:
    """One view: what it is called, the filters that make it, and whose eyes it is for."""

    code: str
    label: str
    query: str
    permission: str = "casework.view_case"


TABS = (
    Tab("open", "All open", ""),
    Tab("waiting", "Waiting for an officer", "status=submitted"),
    Tab("mine", "Taken by me", "status=in_review&whose=mine", "casework.process_case"),
    Tab("review", "In review", "status=in_review"),
    Tab("returned", "Returned to applicants", "status=returned"),
    Tab("overdue", "Overdue", "due=overdue"),
)


@dataclass(frozen=True)
class Counted:
    tab: Tab
    count: int


def counted(user: Any) -> list[Counted]:
    """The views that serve this person, counted in one query."""
    counts = Case.objects.open().aggregate(**{
        code: Count("pk", filter=condition) for code, condition in conditions(user).items()
    })  # fmt: skip
    return [Counted(one, counts[one.code]) for one in TABS if user.has_perm(one.permission)]


def conditions(user: Any) -> dict[str, Q]:
    """Each view as a condition on open cases; says the same as its filters."""
    in_review = Q(status=Status.IN_REVIEW)
    return {
        "open": Q(status__in=OPEN),
        "waiting": Q(status=Status.SUBMITTED),
        "mine": in_review & Q(officer=user),
        "review": in_review,
        "returned": Q(status=Status.RETURNED),
        "overdue": overdue(),
    }


def with_officers(cases: CaseQuerySet, *columns: str) -> CaseQuerySet:
    """Nothing encrypted is loaded for a list."""
    officer = [f"officer__{name}" for name in ("username", "first_name", "last_name")]
    return cases.select_related("officer").only(*columns, *officer)
