"""What is over goes; what is not, stays; and a receipt says what went."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from cases import make_case
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from forms.casework import retention
from forms.casework.models import Case, CaseEvent, Registration
from forms.casework.registrations import end, grant
from forms.casework.registry import desks
from forms.casework.retention import RetentionReceipt, RetentionRule
from forms.engine import drafts
from forms.engine.models import Draft

pytestmark = pytest.mark.django_db
SERVICE = "internships"


def rule(status: str, days: int) -> RetentionRule:
    """As if the service kept that status, whatever its defaults are."""
    RetentionRule.objects.filter(service=SERVICE).delete()
    return RetentionRule.objects.create(service=SERVICE, status=status, days=days)


def days_ago(days: int) -> Any:
    return timezone.now() - timedelta(days=days)


def run() -> list[str]:
    return [reference for one in retention.run() for reference in one.references]


def test_every_service_has_rules_for_everything_that_it_keeps() -> None:
    for desk in desks():
        kept = set(RetentionRule.objects.filter(service=desk.code).values_list("status", flat=True))
        assert {"draft", "withdrawn", "declined", "registration"} <= kept
        assert kept & {"round", "approved"}, desk.code


def test_the_defaults_are_those_that_the_pages_promise() -> None:
    days = dict(RetentionRule.objects.filter(service=SERVICE).values_list("status", "days"))
    assert (days["draft"], days["withdrawn"], days["declined"], days["round"]) == (30, 90, 365, 365)
    assert days["registration"] == 5 * 365 + 1


@pytest.mark.parametrize("status", ["withdrawn", "declined"])
def test_a_closed_case_goes_the_day_after_its_time_is_over(status: str) -> None:
    rule(status, 90)
    old = make_case(status, decided_at=days_ago(92))
    make_case(status, decided_at=days_ago(89))
    assert run() == [old.reference]
    assert Case.objects.count() == 1


def test_an_open_case_stays_however_old() -> None:
    for status in ("withdrawn", "declined"):
        rule(status, 90)
        make_case("in_review", submitted_at=days_ago(4000))
        assert run() == []


def test_an_interest_goes_a_year_after_its_round_whatever_its_status() -> None:
    rule("round", 365)
    today = timezone.localdate()
    over = make_case("submitted", round_closes_at=today - timedelta(days=366))
    make_case("submitted", round_closes_at=today - timedelta(days=300))
    make_case("declined", round_closes_at=today - timedelta(days=900), decided_at=days_ago(1))
    assert run() == [over.reference]


def test_a_case_without_a_round_counts_from_its_submission() -> None:
    rule("round", 365)
    over = make_case("submitted", submitted_at=days_ago(367))
    make_case("submitted", submitted_at=days_ago(363))
    assert run() == [over.reference]


def test_a_registration_goes_with_all_its_cases_years_after_its_last_day() -> None:
    rule("registration", 5 * 365)
    cases = [make_case("approved") for _ in range(2)]
    for case in cases:
        registration = grant(case, prefix="FL", months=12)
    end(registration, CaseEvent.Kind.EXPIRED)
    Registration.objects.update(valid_from="2010-01-01", valid_until="2011-01-01")
    assert sorted(run()) == sorted(case.reference for case in cases)
    assert not Registration.objects.exists()


def test_a_live_registration_stays() -> None:
    rule("registration", 1)
    grant(make_case("approved"), prefix="FL", months=12)
    assert run() == []
    assert Registration.objects.exists()


def test_expired_drafts_go_and_are_counted() -> None:
    rule("draft", 30)
    for token, expires in (("a", days_ago(1)), ("b", days_ago(-1))):
        Draft.objects.create(service=SERVICE, language="en", token_hash=token, expires_at=expires)
    retention.run()
    assert [one.token_hash for one in Draft.objects.all()] == ["b"]
    assert RetentionReceipt.objects.get().removed == 1


def test_a_dry_run_says_what_would_go_and_removes_nothing() -> None:
    rule("declined", 365)
    make_case("declined", decided_at=days_ago(400))
    out = StringIO()
    call_command("retention", "--dry-run", stdout=out)
    assert "1 would be removed" in out.getvalue()
    assert Case.objects.count() == 1
    assert not RetentionReceipt.objects.exists()


def test_a_receipt_names_the_references_and_no_person() -> None:
    rule("declined", 365)
    case = make_case("declined", decided_at=days_ago(400))
    call_command("retention", stdout=StringIO())
    receipt = RetentionReceipt.objects.get()
    assert (receipt.removed, receipt.references, receipt.days) == (1, [case.reference], 365)
    assert "Ayesha" not in str(receipt.__dict__)


def test_a_second_run_finds_nothing() -> None:
    rule("declined", 365)
    make_case("declined", decided_at=days_ago(400))
    assert len(retention.run()) == 1
    assert retention.run() == []


def test_staff_may_shorten_a_time_and_never_to_nothing() -> None:
    found = rule("declined", 365)
    for days in (0, 99_999):
        found.days = days
        with pytest.raises(ValidationError):
            found.full_clean()
    found.days = 10
    found.full_clean()


def test_new_drafts_live_as_long_as_the_rule_says() -> None:
    kept = RetentionRule.objects.get(service=SERVICE, status="draft")
    kept.days = 10
    kept.save()
    draft, _ = drafts.begin(SERVICE, "en")
    assert (draft.expires_at - timezone.now()).days in (9, 10)


def test_new_rules_never_overwrite_what_staff_have_set() -> None:
    RetentionRule.objects.filter(service=SERVICE, status="declined").update(days=10)
    retention.make_rules()
    assert RetentionRule.objects.get(service=SERVICE, status="declined").days == 10
