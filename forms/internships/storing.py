"""From the answers of a submission to its rows."""

from typing import Any

from forms.casework.models import Case
from forms.engine.questions import OTHER
from forms.internships.interest import InternshipInterest
from forms.internships.lists import Degree, InternshipField, University
from forms.lists.linking import link
from forms.lists.models import City, Skill
from forms.lists.offer import OfferedRow, kept_rows

CODE = "internships"


def store_interest(case: Case, answers: dict[str, Any]) -> None:
    """Make the interest of a case."""
    made = InternshipInterest.objects.create(
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
    link(made, "skills", chosen(Skill, answers["skills"]))
    link(made, "fields", chosen(InternshipField, answers["fields_of_work"]))
    link(made, "cities", chosen(City, answers["cities"]))


def chosen(model: type[OfferedRow], codes: list[str]) -> list[Any]:
    """The keys of the chosen rows, without a query; None for what is not in the list."""
    known = {row.code: row.pk for row in kept_rows(model)}
    return [None if code == OTHER else known[code] for code in codes]
