"""The services whose cases are kept here. Each names itself when the site starts; nothing here
knows any of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forms.casework.models import Case
    from forms.engine.steps import Service


@dataclass(frozen=True)
class Column:
    """One column of a service: its heading, its value as text, and whether it is masked until
    somebody reveals it; `mask` leaves a hint of the value to see, without one nothing is seen."""

    heading: str
    text: Callable[["Case"], str]
    personal: bool = False
    mask: Callable[[str], str] | None = None


# Which answer fills which column of a case.
PERSON: Mapping[str, str] = {
    "applicant_name": "full_name", "cnic": "cnic", "email": "email", "phone": "mobile",
}  # fmt: skip


@dataclass(frozen=True)
class ServiceDesk:
    """One service, as the desk sees it.

    `store` makes the service's own row, anew for a returned case that was answered; `approve` runs
    when a case is approved, in the same transaction (a registration is granted there). `related`
    and `many` are loaded with its cases. `days` are deadlines by transition, other than the
    workflow's. `region` reads the code of a region from the answers, for the inbox. `retention` is
    what the service keeps for how many days, other than the defaults of `retention`. `fills` names
    the answers of a case's own columns; `cnic` holds whatever number tells applicants apart.
    """

    code: str
    name: str
    title: Any
    service: "Service"
    columns: tuple[Column, ...]
    store: Callable[["Case", dict[str, Any]], None]
    approve: Callable[["Case", Any], None] | None = None
    related: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    days: Mapping[str, int | None] = field(default_factory=dict)
    region: Callable[[dict[str, Any]], str] | None = None
    retention: Mapping[str, int] = field(default_factory=dict)
    fills: Mapping[str, str] = field(default_factory=lambda: PERSON)


_desks: dict[str, ServiceDesk] = {}


def register(desk: ServiceDesk) -> None:
    _desks[desk.code] = desk


def desk(code: str) -> ServiceDesk | None:
    return _desks.get(code)


def required(code: str) -> ServiceDesk:
    """The desk of a service that must be there. Raises LookupError."""
    if (found := desk(code)) is None:
        raise LookupError(f"no service {code}")
    return found


def desks() -> Iterable[ServiceDesk]:
    return _desks.values()


def service_choices() -> list[tuple[str, Any]]:
    return [(one.code, one.name) for one in desks()]
