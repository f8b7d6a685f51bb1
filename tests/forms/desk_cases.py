"""Cases with everything that officers see of them."""

from datetime import timedelta
from typing import Any

from cases import make_case
from django.utils import timezone

from forms.casework.models import Case, Registration, Status
from forms.engine.encryption import lookup_hash
from forms.internships.lists import Degree, University
from forms.internships.models import InternshipInterest

CNIC, EMAIL, PHONE = "3520212345671", "ayesha@example.com", "+923001234567"
MOTIVATION, CV = "Ring me at my aunt's in Gulberg", "https://example.com/ayesha-cv"
# In every spelling in which a page could let them out.
PERSONAL = (
    CNIC, "35202-1234567-1", "1234567", EMAIL, PHONE, "3001234567", "0300 1234567", MOTIVATION, CV,
)  # fmt: skip


def applied(status: str = Status.SUBMITTED, **more: Any) -> Case:
    """A case of internship interest."""
    case = make_case(status, **more)
    InternshipInterest.objects.create(
        case=case, university=_row(University, "nust", "NUST, Islamabad"),
        degree=_row(Degree, "bs-cs", "BS Computer Science"), graduation="2026-06-01",
        start="2027-09-01", hours="full-time", cv_link=CV, motivation=MOTIVATION,
    )  # fmt: skip
    return case


def _row(model: type[Any], code: str, name: str) -> Any:
    return model.objects.get_or_create(code=code, defaults={"name_en": name, "name_ur": name})[0]


def of_somebody_else(cnic: str = "4210112345679", **more: Any) -> Case:
    """Another person altogether."""
    email, phone = f"{cnic}@example.org", f"+92301{cnic[:7]}"
    return applied(
        cnic=cnic, email=email, phone=phone, email_hash=lookup_hash("email", email),
        phone_hash=lookup_hash("phone", phone), **{"applicant_name": "Bilal Khan", **more},
    )  # fmt: skip


def registered(**more: Any) -> Case:
    """A case that was approved and has a registration."""
    today = timezone.localdate()
    columns = {
        "service": "internships", "number": "FL-K7MQ-3XWA-T", "holder_name": "Ayesha Siddiqui",
        "cnic": CNIC, "cnic_hash": lookup_hash("cnic", CNIC), "valid_from": today,
        "valid_until": today + timedelta(days=365),
    }  # fmt: skip
    registration = Registration.objects.create(**(columns | more))
    return applied(Status.APPROVED, registration=registration)


def leaks(response: Any) -> list[str]:
    """What stands in clear on a page, and must not."""
    page = response.content.decode()
    return [one for one in PERSONAL if one in page]
