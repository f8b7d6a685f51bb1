"""From the answers of a submission to its rows."""

from typing import Any

from forms.casework.models import Case
from forms.engine.questions import OTHER
from forms.internships.interest import InternshipInterest
from forms.internships.lists import Degree, University
from forms.lists.offer import OfferedRow, kept_rows

CODE = "internships"


def store_interest(case: Case, answers: dict[str, Any]) -> None:
    """Make the interest of a case."""
    InternshipInterest.objects.create(
        case=case,
        university_id=chosen(University, [answers["university"]])[0],
        university_other=answers["university_other"],
        degree_id=chosen(Degree, [answers["degree"]])[0],
        degree_other=answers["degree_other"],
        graduation=answers["graduation"],
        cgpa=answers["cgpa"],
        start=answers["start"],
        hours=answers["hours"],
        cv_link=answers["cv_link"],
        motivation=answers["motivation"],
    )
    link(case, "skills", answers["skills"])
    link(case, "fields", answers["fields_of_work"])
    link(case, "cities", answers["cities"])


def chosen(model: type[OfferedRow], codes: list[str]) -> list[int | None]:
    """The keys of the chosen rows, without a query; None for what is not in the list."""
    known = {row.code: row.pk for row in kept_rows(model)}
    return [None if code == OTHER else known[code] for code in codes]


def link(case: Case, relation: str, codes: list[str]) -> None:
    """Tie the chosen rows to the interest, in one query and without signals: an answer is not
    content, and must not renew the cached pages."""
    field: Any = InternshipInterest._meta.get_field(relation)
    through, name = field.remote_field.through, field.m2m_reverse_name()
    through._default_manager.bulk_create(
        through(internshipinterest_id=case.pk, **{name: pk})
        for pk in chosen(field.related_model, codes)
    )
