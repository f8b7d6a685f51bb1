"""What staff see of a host company, and how its answers are stored."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.casework.registry import Column, ServiceDesk
from forms.hosts.journey import CODE, HOSTS, Placement
from forms.hosts.models import HostCompany


def store(case: Any, answers: dict[str, Any]) -> None:
    HostCompany.objects.create(
        case=case, **{name: answers[name] for name in ("contact", "kinds", "places")}
    )


def kinds(case: Any) -> str:
    return "; ".join(str(Placement(code).label) for code in case.host.kinds)


DESK = ServiceDesk(
    code=CODE,
    name="Host company registration",
    title=_("Host company registration"),
    service=HOSTS,
    columns=(
        Column("Contact", lambda case: case.host.contact),  # type: ignore[attr-defined]
        Column("Placements", kinds),
        Column("Places a year", lambda case: str(case.host.places)),  # type: ignore[attr-defined]
    ),
    store=store,
    related=("host",),
    fills={"applicant_name": "company", "cnic": "number", "email": "email", "phone": "mobile"},
)
