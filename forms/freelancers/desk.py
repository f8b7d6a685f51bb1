"""What staff see of a freelancer, and what an approval grants."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.casework.models import Case
from forms.casework.registrations import grant
from forms.casework.registry import Column, ServiceDesk
from forms.engine.validators import grouped_ntn
from forms.freelancers.journey import FREELANCERS
from forms.freelancers.pages import FreelancersPage
from forms.freelancers.places import region_code
from forms.freelancers.storing import store_freelancer
from forms.freelancers.terms import CODE, PREFIX
from forms.lists import countries

MONTHS = 12  # where no page says otherwise


def residence(case: Any) -> str:
    """Region or country."""
    one = case.freelancer
    return one.region.name_en if one.region else countries.names("en").get(one.country, one.country)


def district(case: Any) -> str:
    return case.freelancer.district.name_en if case.freelancer.district else ""


def town(case: Any) -> str:
    city = case.freelancer.city
    return city.name_en if city else case.freelancer.city_other


def names(rows: Any) -> str:
    return "; ".join(row.name_en for row in rows.all())


def yes_or_no(value: bool) -> str:
    return "Yes" if value else "No"


def approve(case: Case, actor: Any) -> None:
    """Register the freelancer, or renew the registration, for as long as the page says."""
    row: Any = case
    grant(
        case,
        prefix=PREFIX,
        months=FreelancersPage.months_of_validity() or MONTHS,
        in_public_register=row.freelancer.in_public_register,
        actor=actor,
    )


COLUMNS = (
    Column("Date of birth", lambda case: case.freelancer.birth_date, personal=True),
    Column("Gender", lambda case: str(case.freelancer.get_gender_display()), personal=True),
    Column("Region or country", residence),
    Column("District", district),
    Column("City, town or village", town),
    Column("Skills", lambda case: names(case.freelancer.skills)),
    Column("Other skills", lambda case: "; ".join(case.freelancer.tags)),
    Column("Platforms", lambda case: names(case.freelancer.platforms)),
    Column("Profiles", lambda case: " ".join(case.freelancer.links), personal=True),
    Column("Portfolio", lambda case: case.freelancer.portfolio, personal=True),
    Column("NTN", lambda case: grouped_ntn(case.freelancer.ntn), personal=True),
    Column("Public register", lambda case: yes_or_no(case.freelancer.in_public_register)),
)

DESK = ServiceDesk(
    code=CODE,
    name="Freelancer registration",
    title=_("Registration as a freelancer"),
    service=FREELANCERS,
    columns=COLUMNS,
    store=store_freelancer,
    approve=approve,
    related=("freelancer__region", "freelancer__district", "freelancer__city"),
    many=("freelancer__skills", "freelancer__platforms"),
    region=region_code,
)
