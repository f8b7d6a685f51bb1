"""The services whose cases are kept here. Each names itself when the site starts; nothing here
knows any of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forms.casework.models import Case


@dataclass(frozen=True)
class Column:
    """One column of a service: its heading, and its value as text."""

    heading: str
    text: Callable[["Case"], str]


@dataclass(frozen=True)
class ServiceDesk:
    """What staff see of one service. `related` and `many` are loaded with its cases."""

    code: str
    name: str
    columns: tuple[Column, ...]
    related: tuple[str, ...] = ()
    many: tuple[str, ...] = ()


_desks: dict[str, ServiceDesk] = {}


def register(desk: ServiceDesk) -> None:
    _desks[desk.code] = desk


def desk(code: str) -> ServiceDesk | None:
    return _desks.get(code)


def desks() -> Iterable[ServiceDesk]:
    return _desks.values()


def service_choices() -> list[tuple[str, Any]]:
    return [(one.code, one.name) for one in desks()]
