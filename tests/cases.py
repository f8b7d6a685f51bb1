"""Cases as tests need them."""

from typing import Any
from uuid import uuid4

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from forms.casework import guards
from forms.casework.models import Case, Status
from forms.engine.encryption import lookup_hash
from forms.engine.references import new_reference


def make_case(status: str = Status.SUBMITTED, cnic: str = "3520212345671", **more: Any) -> Case:
    columns = {
        "reference": new_reference(), "service": "internships", "status": status,
        "language": "en", "submit_key": uuid4(), "applicant_name": "Ayesha Siddiqui",
        "cnic": cnic, "cnic_hash": lookup_hash("cnic", cnic),
        "email": "ayesha@example.com", "email_hash": lookup_hash("email", "ayesha@example.com"),
        "phone": "+923001234567", "phone_hash": lookup_hash("phone", "+923001234567"),
        "consented_at": timezone.now(), "consent_text": "Yes.",
    }  # fmt: skip
    return Case.objects.create(**(columns | more))


def refused(statement: str, *values: Any) -> bool:
    """Whether the database itself refuses."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError as error:
        return guards.REFUSED in str(error)
    return False
