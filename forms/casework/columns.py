"""What every case tells, in the order of page and export, and how personal values are masked.

Here alone a value is turned into what may be seen of it, so that one test holds for every page.
"""

from dataclasses import dataclass

from django.utils import timezone

from forms.casework.models import Case
from forms.casework.registry import Column, desk
from forms.engine.validators import grouped_cnic, grouped_number

HIDDEN = "•••"


def masked_cnic(grouped: str) -> str:
    """`•••••-•••••67-•`: two digits tell two people apart. Not the last one: it tells the sex."""
    digits = grouped.replace("-", "")
    return f"•••••-•••••{digits[10:12]}-•" if len(digits) == 13 else HIDDEN


def masked_email(address: str) -> str:
    """`a•••@example.com`"""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}{HIDDEN}{at}{domain}" if local else HIDDEN


def masked_phone(number: str) -> str:
    """`••• 67`"""
    return f"{HIDDEN} {number[-2:]}" if len(number) > 6 else HIDDEN


# Stand at the head of a case's page, and in the first columns of an export.
HEAD = (
    Column("Reference", lambda case: case.reference),
    Column("Service", lambda case: str(case.get_service_display())),
    Column("Status", lambda case: str(case.get_status_display())),
)
COMMON = (
    *HEAD,
    Column("Submitted (Pakistan)", lambda case: local_time(case)),
    Column("Language", lambda case: str(case.get_language_display())),
    Column("Name", lambda case: case.applicant_name),
    Column("CNIC", lambda case: grouped_cnic(case.cnic), personal=True, mask=masked_cnic),
    Column("E-mail", lambda case: case.email, personal=True, mask=masked_email),
    Column("Mobile", lambda case: grouped_number(case.phone), personal=True, mask=masked_phone),
)


@dataclass(frozen=True)
class Shown:
    """One value as the case page shows it."""

    heading: str
    text: str
    masked: bool = False


def shown(case: Case, *, revealed: bool) -> list[Shown]:
    """The columns of a case below its head; personal ones masked unless they are revealed."""
    below = columns_of(case.service)[len(HEAD) :]
    return [_shown(one, one.text(case), revealed) for one in below]


def _shown(column: Column, text: str, revealed: bool) -> Shown:
    if revealed or not column.personal or not text:
        return Shown(column.heading, text)
    return Shown(column.heading, column.mask(text) if column.mask else HIDDEN, masked=True)


def local_time(case: Case) -> str:
    """Sorts as text, and every spreadsheet reads it."""
    return f"{timezone.localtime(case.submitted_at):%Y-%m-%d %H:%M}"


def columns_of(service: str) -> tuple[Column, ...]:
    """The common columns, then the service's own."""
    found = desk(service)
    return (*COMMON, *(found.columns if found else ()))
