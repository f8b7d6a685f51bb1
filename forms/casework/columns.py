"""What every case tells, in the order of list, page and export."""

from django.utils import timezone

from forms.casework.models import Case
from forms.casework.registry import Column, desk
from forms.engine.validators import grouped_cnic, grouped_number

COMMON = (
    Column("Reference", lambda case: case.reference),
    Column("Service", lambda case: str(case.get_service_display())),
    Column("Status", lambda case: str(case.get_status_display())),
    Column("Submitted (Pakistan)", lambda case: local_time(case)),
    Column("Language", lambda case: str(case.get_language_display())),
    Column("Name", lambda case: case.applicant_name),
    Column("CNIC", lambda case: grouped_cnic(case.cnic)),
    Column("E-mail", lambda case: case.email),
    Column("Mobile", lambda case: grouped_number(case.phone)),
)


def local_time(case: Case) -> str:
    """Sorts as text, and every spreadsheet reads it."""
    return f"{timezone.localtime(case.submitted_at):%Y-%m-%d %H:%M}"


def columns_of(service: str) -> tuple[Column, ...]:
    """The common columns, then the service's own."""
    found = desk(service)
    return (*COMMON, *(found.columns if found else ()))
