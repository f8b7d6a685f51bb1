"""What staff see of an interest, on the case page and in the export."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.casework.models import Case
from forms.casework.registry import Column, ServiceDesk
from forms.internships.journey import INTERNSHIPS
from forms.internships.storing import store_interest


def _listed(case: Case, name: str) -> str:
    """The chosen row, or the applicant's own words."""
    interest: Any = case.internship
    row = getattr(interest, name)
    return row.name_en if row else getattr(interest, f"{name}_other")


def _cgpa(case: Any) -> str:
    return "" if case.internship.cgpa is None else str(case.internship.cgpa)


def _names(rows: Any) -> str:
    return "; ".join(row.name_en for row in rows.all())


COLUMNS = (
    Column("University", lambda case: _listed(case, "university")),
    Column("Degree", lambda case: _listed(case, "degree")),
    Column("Graduation", lambda case: f"{case.internship.graduation:%Y-%m}"),
    Column("CGPA", lambda case: _cgpa(case)),
    Column("Skills", lambda case: _names(case.internship.skills)),
    Column("Fields of work", lambda case: _names(case.internship.fields)),
    Column("Cities", lambda case: _names(case.internship.cities)),
    Column("Can start", lambda case: f"{case.internship.start:%Y-%m}"),
    Column("Hours", lambda case: str(case.internship.get_hours_display())),
    Column("CV", lambda case: case.internship.cv_link, personal=True),
    Column("Motivation", lambda case: case.internship.motivation, personal=True),
)

DESK = ServiceDesk(
    code="internships",
    name="Internship interest",
    title=_("Internship interest"),
    service=INTERNSHIPS,
    columns=COLUMNS,
    store=store_interest,
    retention={"round": 365},
    days={"submit": None, "take": None, "release": None, "answer": None},
    related=("internship__university", "internship__degree"),
    many=("internship__skills", "internship__fields", "internship__cities"),
)
