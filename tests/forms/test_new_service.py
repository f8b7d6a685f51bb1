"""The smallest service that ships, from its first question to the decision: nothing but its folder
was needed (docs/new-service.md)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Locale

from accounts.models import User
from accounts.roles import APPROVERS, CASE_OFFICERS
from forms.casework import transitions
from forms.casework.models import Case, Status
from forms.casework.retention import RetentionRule
from forms.casework.workflow import Who
from forms.hosts.models import HostsPage
from home.models import HomePage

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).resolve().parents[2] / "forms" / "hosts"
LINES = 150
ANSWERS: dict[str, dict[str, Any]] = {
    "contact": {"email": "office@example.com", "mobile": "0300 1234567", "contact": "بلال احمد"},
    "company": {"company": "Indus Software", "number": "0123 456-A"},
    "placements": {"kinds": ["internship", "problem"], "places": "۵"},
    "consent": {"consent": "on"},
}


@pytest.fixture
def host(new_visitor_alone: type[Any]) -> Callable[[str], Any]:
    """A visitor who registers a company."""
    page = HostsPage(
        title="Host companies", slug="host-companies", consent="<p>For internships.</p>",
        confirmation="<p>An officer checks it.</p>", retention="Kept for five years.",
    )  # fmt: skip
    HomePage.objects.get(locale__language_code="en").add_child(instance=page)
    page.copy_for_translation(Locale.objects.get(language_code="ur")).save_revision().publish()
    kind = type(
        "HostVisitor", (new_visitor_alone,),
        {"slug": "host-companies", "service": "hosts", "answers": ANSWERS, "page_type": HostsPage},
    )  # fmt: skip
    return kind


def officer(*roles: str) -> User:
    user = User.objects.create_user("officer", password="x")
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_company_registers_in_either_language(host: Callable[[str], Any], language: str) -> None:
    reference = host(language).register()
    case = Case.objects.get(reference=reference)
    assert (case.applicant_name, case.cnic, case.email) == (
        "Indus Software", "0123 456-A", "office@example.com",
    )  # fmt: skip
    assert (case.host.contact, case.host.kinds, case.host.places) == (
        "بلال احمد", ["internship", "problem"], 5,
    )  # fmt: skip


def test_its_case_is_decided_like_any_other(host: Callable[[str], Any]) -> None:
    case = Case.objects.get(reference=host("en").register())
    actor = officer(CASE_OFFICERS, APPROVERS)
    transitions.move(case, "take", by=Who.OFFICER, actor=actor)
    transitions.move(case, "approve", by=Who.APPROVER, actor=actor)
    assert case.status == Status.APPROVED
    assert [mail.subject for mail in host("en").mail()]


def test_the_same_company_is_found_again_by_its_number(host: Callable[[str], Any]) -> None:
    first = Case.objects.get(reference=host("en").register())
    second = Case.objects.get(reference=host("ur").register())
    assert second.duplicate_of == first
    assert Case.objects.of_identifier("cnic", "0123456a").count() == 2


def test_the_desk_shows_its_columns_and_masks_what_is_personal(
    host: Callable[[str], Any], staff: Callable[..., Client]
) -> None:
    case = Case.objects.get(reference=host("en").register())
    shown = staff(CASE_OFFICERS).get(f"/admin/cases/{case.pk}/").content.decode()
    assert "Internship of another length; A problem for students to work on" in shown
    assert "Indus Software" in shown
    assert "office@example.com" not in shown


def test_rules_of_retention_came_with_it() -> None:
    rules = RetentionRule.objects.filter(service="hosts").values_list("status", flat=True)
    assert set(rules) == {"draft", "withdrawn", "declined", "approved", "registration"}


def test_it_stays_small() -> None:
    lines = sum(len(file.read_text().splitlines()) for file in FOLDER.glob("*.py"))
    assert lines < LINES
