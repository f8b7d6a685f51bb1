"""From the answers of a submission to its rows, in three queries."""

from typing import Any

from forms.casework.models import Case
from forms.freelancers import places
from forms.freelancers.profile import Freelancer
from forms.freelancers.terms import YesNo
from forms.lists.linking import link
from forms.lists.models import Platform, Skill
from forms.lists.offer import OfferedRow, kept_rows


def store_freelancer(case: Case, answers: dict[str, Any]) -> None:
    """Make the freelancer of a case."""
    made = Freelancer(case=case, **columns_of(answers))
    Freelancer.objects.bulk_create([made])
    link(made, "skills", chosen(Skill, answers["skills"]))
    link(made, "platforms", chosen(Platform, answers["platforms"]))


def columns_of(answers: dict[str, Any]) -> dict[str, Any]:
    found = places.place(answers["district"], answers["country"], answers["town"])
    return {
        "birth_date": answers["birth_date"].isoformat(),
        "gender": answers["gender"],
        "region": found.region,
        "district": found.district,
        "country": found.country,
        "city": found.city,
        "city_other": found.city_other,
        "tags": answers["tags"],
        "links": answers["links"],
        "portfolio": answers["portfolio"],
        "ntn": answers["ntn"],
        "in_public_register": answers["in_register"] == YesNo.YES,
    }


def chosen(model: type[OfferedRow], codes: list[str]) -> list[int]:
    return [row.pk for row in kept_rows(model) if row.code in codes]
