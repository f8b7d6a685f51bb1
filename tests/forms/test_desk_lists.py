"""The inbox, the registrations and the audit trail: what is found, in which order, at what cost."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from cases import make_case
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import ALL_ROLES, APPROVERS, AUDITORS, CASE_OFFICERS, NEEDS_SECOND_FACTOR
from forms.casework.models import Case, CaseEvent, Registration, Status
from forms.engine.references import new_reference
from programs.rows import Region
from tests.forms.desk_cases import CNIC, applied, of_somebody_else, registered

pytestmark = pytest.mark.django_db

LISTS = ("cases", "cases_results", "registrations", "registrations_results", "wagtailadmin_home")
INBOX_QUERIES, CASE_QUERIES, AUDIT_QUERIES = 20, 26, 20


def days(number: int) -> Any:
    return timezone.now() + timedelta(days=number)


def page(client: Client, name: str = "cases", **query: Any) -> str:
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


def search(client: Client, words: str, name: str = "cases") -> str:
    return client.post(reverse(name), {"words": words}, follow=True).content.decode()


def shown(html: str, *cases: Case) -> list[Case]:
    """The cases that stand in the list, in its order."""
    places = {one: html.find(one.reference) for one in cases}
    return sorted((one for one in cases if places[one] >= 0), key=lambda one: places[one])


@pytest.mark.parametrize("role", sorted(set(ALL_ROLES) - set(NEEDS_SECOND_FACTOR)))
def test_the_desk_is_closed_to_every_other_role(staff: Callable[..., Client], role: str) -> None:
    case, client = applied(), staff(role)
    names = [*LISTS[:4], "export_cases", "cases_audit", "cases_audit_results"]
    for address in [reverse("case", args=[case.pk]), *map(reverse, names)]:
        response = client.get(address)
        assert response.status_code in {302, 403}, address
        assert case.reference not in response.content.decode()
    assert f'"{reverse("cases")}"' not in client.get("/admin/").content.decode()


def test_the_audit_trail_is_for_auditors_alone(staff: Callable[..., Client]) -> None:
    for role, status in {AUDITORS: 200, CASE_OFFICERS: 302, APPROVERS: 302}.items():
        client = staff(role)
        for name in ("cases_audit", "cases_audit_results"):
            assert client.get(reverse(name)).status_code == status
        menu = client.get("/admin/").content.decode()
        assert f'"{reverse("cases")}"' in menu
        assert (f'"{reverse("cases_audit")}"' in menu) == (role == AUDITORS)


def test_the_inbox_shows_open_cases_what_is_due_first_on_top(staff: Callable[..., Client]) -> None:
    never = applied(due_at=None)
    late = of_somebody_else(due_at=days(-3))
    soon = of_somebody_else("4210112345680", due_at=days(2))
    closed = of_somebody_else("4210112345681", status=Status.DECLINED)
    html = page(staff(CASE_OFFICERS))
    assert shown(html, never, late, soon, closed) == [late, soon, never]
    assert "overdue by 3 days" in html
    assert "in 2 days" in html


@pytest.mark.parametrize(
    ("status", "number", "words"),
    [
        (Status.SUBMITTED, 0, "today"),
        (Status.SUBMITTED, 1, "tomorrow"),
        (Status.IN_REVIEW, 5, "in 5 days"),
        (Status.IN_REVIEW, -1, "overdue by 1 day"),
        (Status.RETURNED, 5, "for the applicant, in 5 days"),
    ],
)
def test_when_a_case_is_due_is_said_in_words(
    staff: Callable[..., Client], status: str, number: int, words: str
) -> None:
    noon = timezone.localtime().replace(hour=23, minute=59)
    case = applied(status, due_at=noon + timedelta(days=number))
    client = staff(CASE_OFFICERS)
    assert words in page(client)
    assert words in client.get(reverse("case", args=[case.pk])).content.decode()


def test_the_inbox_is_filtered(staff: Callable[..., Client]) -> None:
    client = staff(CASE_OFFICERS)
    me = User.objects.get(username=CASE_OFFICERS)
    Region.objects.create(code="PK-PB", name_en="Punjab", name_ur="پنجاب", position=1)
    mine = applied(Status.IN_REVIEW, officer=me, due_at=days(1))
    late = of_somebody_else(due_at=days(-1), region="PK-PB")
    twin = of_somebody_else("4210112345680", duplicate_of=mine, due_at=days(5))
    done = of_somebody_else("4210112345681", status=Status.DECLINED, submitted_at=days(-40))
    every = (mine, late, twin, done)
    expected: dict[tuple[tuple[str, Any], ...], set[Case]] = {
        (("status", "in_review"),): {mine},
        (("status", ("in_review", "declined")),): {mine, done},
        (("service", "internships"),): {mine, late, twin},
        (("region", "PK-PB"),): {late},
        (("whose", "mine"),): {mine},
        (("whose", "nobody"),): {late, twin},
        (("due", "overdue"),): {late},
        (("flagged", "yes"),): {twin},
        (("submitted_at_to", "2000-01-01"),): set(),
        (("submitted_at_from", "2000-01-01"), ("status", "declined")): {done},
        (("status", "nonsense"),): set(),
        (("submitted_at_from", "yesterday"),): set(),
    }
    for query, found in expected.items():
        assert set(shown(page(client, **dict(query)), *every)) == found, query


def test_the_views_count_what_they_show(staff: Callable[..., Client]) -> None:
    client = staff(CASE_OFFICERS)
    me = User.objects.get(username=CASE_OFFICERS)
    applied(Status.IN_REVIEW, officer=me)
    of_somebody_else(due_at=days(-1))
    of_somebody_else("4210112345680", status=Status.RETURNED)
    for html in (page(client), client.get("/admin/").content.decode()):
        counts = dict(re.findall(r">\s*([^<>]+?)\s*<[^<>]*>(?::\s*<strong>)?(\d+)<", html))
        for label, count in {"All open": "3", "Waiting for an officer": "1", "Taken by me": "1",
                             "Returned to applicants": "1", "Overdue": "1"}.items():  # fmt: skip
            assert counts[label] == count


def test_each_view_shows_as_many_cases_as_it_says(staff: Callable[..., Client]) -> None:
    from forms.casework import inbox

    client = staff(CASE_OFFICERS)
    me = User.objects.get(username=CASE_OFFICERS)
    other = User.objects.create_user("other", password="x")
    cases = [
        of_somebody_else(f"42101123456{number}", status=status, officer=officer, due_at=due)
        for number, (status, officer, due) in enumerate([
            (Status.SUBMITTED, None, days(1)), (Status.SUBMITTED, None, days(-1)),
            (Status.IN_REVIEW, me, None), (Status.IN_REVIEW, other, days(-1)),
            (Status.RETURNED, me, days(-1)), (Status.APPROVED, me, None),
        ], start=10)
    ]  # fmt: skip
    for one in inbox.counted(me):
        html = client.get(f"{reverse('cases')}?{one.tab.query}").content.decode()
        assert len(shown(html, *cases)) == one.count, one.tab.label


@pytest.mark.parametrize(
    "words",
    ["ayesha", "SIDDIQUI ayesha", CNIC, "۳۵۲۰۲-۱۲۳۴۵۶۷-۱", "0300-1234567", "+92 300 1234567"],
)
def test_a_person_is_found_in_any_status(staff: Callable[..., Client], words: str) -> None:
    open_case, closed = applied(), applied(Status.WITHDRAWN)
    other = of_somebody_else()
    html = search(staff(CASE_OFFICERS), words)
    assert set(shown(html, open_case, closed, other)) == {open_case, closed}


def test_a_name_is_found_in_another_spelling_of_urdu(staff: Callable[..., Client]) -> None:
    case = applied(applicant_name="علی عثمان")
    assert shown(search(staff(CASE_OFFICERS), "علي عثمان"), case) == [case]


def test_a_reference_leads_straight_to_its_case(staff: Callable[..., Client]) -> None:
    case = applied(Status.DECLINED)
    client = staff(CASE_OFFICERS)
    for typed in (case.reference, case.reference.replace("-", " ").lower(), case.reference[3:]):
        response = client.post(reverse("cases"), {"words": typed})
        assert response["Location"] == reverse("case", args=[case.pk])


def test_a_registration_number_finds_its_cases(staff: Callable[..., Client]) -> None:
    case, other = registered(number=new_reference("FL")), of_somebody_else()
    html = search(staff(CASE_OFFICERS), case.registration.number.lower())
    assert shown(html, case, other) == [case]


@pytest.mark.parametrize("words", ["35202", "3520212345672", "nobody@", "99", "x' OR 1=1 --", "%"])
def test_a_search_without_result_says_so(staff: Callable[..., Client], words: str) -> None:
    case = applied()
    html = search(staff(CASE_OFFICERS), words)
    assert shown(html, case) == []
    assert "Nothing is found" in html


def test_half_an_identifier_says_that_it_must_be_whole(staff: Callable[..., Client]) -> None:
    assert "typed whole" in search(staff(CASE_OFFICERS), "35202")
    assert "typed whole" not in search(staff(CASE_OFFICERS, APPROVERS), "Zulfiqar")


def test_an_empty_search_shows_the_list(staff: Callable[..., Client]) -> None:
    case = applied()
    client = staff(CASE_OFFICERS)
    assert client.post(reverse("cases"), {"words": " "})["Location"] == reverse("cases")
    assert shown(search(client, ""), case) == [case]


def test_a_search_goes_on_over_filters_pages_and_orders(staff: Callable[..., Client]) -> None:
    case = applied()
    client = staff(CASE_OFFICERS)
    location = client.post(reverse("cases"), {"words": "ayesha"})["Location"]
    html = client.get(location).content.decode()
    key = location.split("search=")[1]
    assert f'name="search" value="{key}"' in html
    assert f"search={key}" in html.split("ordering=")[0].rsplit('href="', 1)[1] + html
    assert case.reference in client.get(f"{location}&status=submitted").content.decode()
    assert case.reference not in client.get(f"{location}&status=declined").content.decode()


def test_the_way_back_leads_to_the_list_as_it_was(staff: Callable[..., Client]) -> None:
    case = applied()
    client = staff(CASE_OFFICERS)
    page(client, status="submitted", service="internships")
    html = client.get(reverse("case", args=[case.pk])).content.decode()
    assert f"{reverse('cases')}?status=submitted&amp;service=internships" in html


@pytest.mark.parametrize("order", ["due_at", "-due_at", "reference", "-submitted_at", "cnic", "x"])
def test_every_order_is_an_order_or_the_usual_one(staff: Callable[..., Client], order: str) -> None:
    cases = [applied(due_at=days(1)), applied(due_at=None)]
    html = page(staff(CASE_OFFICERS), ordering=order)
    assert len(shown(html, *cases)) == 2
    if "due_at" in order:
        assert shown(html, *cases) == cases


@pytest.fixture
def many() -> list[Case]:
    """120 cases beside the first."""
    case = applied()
    return Case.objects.bulk_create([
        Case(**{
            field.attname: getattr(case, field.attname)
            for field in Case._meta.concrete_fields
            if field.name not in {"id", "reference", "submit_key"}
        }, reference=new_reference(), submit_key=uuid4())
        for _ in range(120)
    ])  # fmt: skip


def test_the_inbox_costs_the_same_for_one_case_and_for_many(
    staff: Callable[..., Client], many: list[Case], django_assert_max_num_queries: Any
) -> None:
    client = staff(CASE_OFFICERS)
    client.get(reverse("cases"))
    with django_assert_max_num_queries(INBOX_QUERIES):
        html = page(client)
    assert len(shown(html, *many)) < 60
    assert client.get(reverse("cases"), {"p": "3"}).status_code == 200
    assert client.get(reverse("cases"), {"p": "x"}).status_code == 200


def test_a_case_costs_the_same_with_a_long_history(
    staff: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    case, client = applied(), staff(CASE_OFFICERS)
    user = User.objects.get(username=CASE_OFFICERS)
    for _ in range(30):
        CaseEvent.objects.create(case=case, kind="note", actor=user, note="x")
    client.get(reverse("case", args=[case.pk]))
    with django_assert_max_num_queries(CASE_QUERIES):
        client.get(reverse("case", args=[case.pk]))


def test_the_audit_trail_costs_the_same_for_many_events(
    staff: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    client = staff(AUDITORS)
    user = User.objects.get(username=AUDITORS)
    for _ in range(30):
        CaseEvent.objects.create(case=applied(), kind="revealed", actor=user, note="x")
    client.get(reverse("cases_audit"))
    with django_assert_max_num_queries(AUDIT_QUERIES):
        page(client, "cases_audit")


def test_the_audit_trail_is_filtered_and_searched(staff: Callable[..., Client]) -> None:
    officer, auditor = staff(CASE_OFFICERS), staff(AUDITORS)
    case, other = applied(), of_somebody_else()
    for one in (case, other):
        officer.get(reverse("case", args=[one.pk]))
    officer.post(reverse("case_reveal", args=[case.pk]), {"note": "The applicant rang us."})
    person = User.objects.get(username=CASE_OFFICERS).pk
    expected: dict[tuple[tuple[str, Any], ...], list[Case]] = {
        (): [case, other],
        (("kind", "revealed"),): [case],
        (("kind", "erased"),): [],
        (("actor", person),): [case, other],
        (("actor", "0"),): [],
        (("at_from", "2999-01-01"),): [],
        (("case", str(other.pk)),): [other],
        (("case", "x"),): [],
        (("case", "9" * 30),): [],
    }
    for query, found in expected.items():
        assert shown(page(auditor, "cases_audit", **dict(query)), case, other) == found, query
    assert shown(search(auditor, other.reference, "cases_audit"), case, other) == [other]
    assert shown(search(auditor, "bilal", "cases_audit"), case, other) == [other]


def test_the_audit_trail_outlives_an_erased_case(staff: Callable[..., Client]) -> None:
    from forms.casework.erasing import erase

    case = applied()
    erase(case, "its time was over")
    html = page(staff(AUDITORS), "cases_audit")
    assert "internships: its time was over" in html
    assert case.reference not in html


def test_registrations_are_listed_filtered_and_found(staff: Callable[..., Client]) -> None:
    today = timezone.localdate()
    case = registered()
    ending = Registration.objects.create(
        service="internships", number="FL-2222-2222-2", holder_name="Bilal Khan", cnic="1",
        cnic_hash="other", valid_from=today, valid_until=today + timedelta(days=5),
    )  # fmt: skip
    for role in NEEDS_SECOND_FACTOR:
        client = staff(role)
        html = page(client, "registrations")
        assert case.registration.number in html
        assert reverse("case", args=[case.pk]) in html
        assert ending.number in html
    assert ending.number not in page(client, "registrations", state="revoked")
    soon = page(client, "registrations", ending="soon")
    assert ending.number in soon
    assert case.registration.number not in soon
    for words in (case.registration.number, "siddiqui", CNIC):
        found = search(client, words, "registrations")
        assert case.registration.number in found
        assert ending.number not in found


def test_a_registration_stands_once_however_many_cases_it_has(
    staff: Callable[..., Client],
) -> None:
    case = registered()
    newer = make_case(Status.APPROVED, registration=case.registration)
    html = search(staff(CASE_OFFICERS), "siddiqui", "registrations")
    assert html.count(case.registration.number) == 1
    assert reverse("case", args=[newer.pk]) in html


def test_the_same_person_s_cases_lead_to_each_other(staff: Callable[..., Client]) -> None:
    first = applied()
    second = applied(duplicate_of=first)
    client = staff(CASE_OFFICERS)
    assert "Same person" in page(client)
    for one, other in ((first, second), (second, first)):
        html = client.get(reverse("case", args=[one.pk])).content.decode()
        assert f'href="{reverse("case", args=[other.pk])}"' in html


def test_no_page_of_the_desk_stumbles_over_odd_queries(staff: Callable[..., Client]) -> None:
    client = staff(CASE_OFFICERS, AUDITORS)
    for name in ("cases", "cases_results", "registrations", "cases_audit", "export_cases"):
        for query in ("search=%00", "search=x", "p=-1", "status=%00", "ordering=--", "whose=x"):
            response = client.get(f"{reverse(name)}?{query}")
            assert response.status_code in {200, 404}, (name, query)
