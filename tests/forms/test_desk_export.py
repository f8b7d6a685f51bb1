"""What leaves with an export, in both formats, and what is on record of it."""

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import ALL_ROLES, AUDITORS, CASE_OFFICERS
from forms.casework.models import CaseEvent, Status
from tests.forms.desk_cases import CV, MOTIVATION, applied, leaks, of_somebody_else

pytestmark = pytest.mark.django_db

ASKED = {"service": "internships", "format": "csv", "note": "Monthly report to the board."}


def send(client: Client, query: str = "", **asked: str) -> Any:
    return client.post(f"{reverse('export_cases')}?{query}", ASKED | asked)


def csv_rows(response: Any) -> list[dict[str, str]]:
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def sheet_of(response: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def xlsx_rows(response: Any) -> list[dict[str, str]]:
    heading, *rows = sheet_of(response).iter_rows(values_only=True)
    return [dict(zip(heading, [one or "" for one in row], strict=True)) for row in rows]


def test_both_formats_hold_the_same_with_urdu_intact(staff: Callable[..., Client]) -> None:
    case = applied(applicant_name="عائشہ صدیقی")
    client = staff(CASE_OFFICERS)
    (as_csv,) = csv_rows(send(client))
    (as_xlsx,) = xlsx_rows(send(client, format="xlsx"))
    assert as_csv == as_xlsx
    assert as_csv["Reference"] == case.reference
    assert as_csv["Name"] == "عائشہ صدیقی"
    assert as_csv["CNIC"] == "35202-1234567-1"
    assert (as_csv["Motivation"], as_csv["CV"]) == (MOTIVATION, CV)


def test_downloads_are_named_and_never_kept(staff: Callable[..., Client]) -> None:
    applied()
    client = staff(CASE_OFFICERS)
    for file_format in ("csv", "xlsx"):
        response = send(client, format=file_format)
        assert f".{file_format}" in response["Content-Disposition"]
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "@SUM(A1)", "=HYPERLINK('http://x')", "-1"])
def test_a_formula_leaves_as_text(staff: Callable[..., Client], formula: str) -> None:
    case = applied()
    case.internship.motivation = formula
    case.internship.save()
    client = staff(CASE_OFFICERS)
    (as_csv,) = csv_rows(send(client))
    assert as_csv["Motivation"] == f"'{formula}"
    sheet = sheet_of(send(client, format="xlsx"))
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    assert cells[formula].data_type == "s"
    assert cells["35202-1234567-1"].data_type == "s"
    assert all(cell.hyperlink is None for cell in cells.values())


def test_the_heading_stays_in_sight(staff: Callable[..., Client]) -> None:
    applied()
    assert sheet_of(send(staff(CASE_OFFICERS), format="xlsx")).freeze_panes == "A2"


def test_an_export_takes_what_the_list_shows(staff: Callable[..., Client]) -> None:
    client = staff(CASE_OFFICERS)
    applied()
    of_somebody_else(status=Status.DECLINED)
    search = client.post(reverse("cases"), {"words": "bilal"})["Location"].split("?")[1]
    for query, names in {
        "": ["Ayesha Siddiqui"],
        "status=declined": ["Bilal Khan"],
        search: ["Bilal Khan"],
        "region=PK-PB": [],
    }.items():
        expected = 400 if "region" in query else 200
        response = send(client, query)
        assert response.status_code == expected, query
        if expected == 200:
            assert [row["Name"] for row in csv_rows(response)] == names


@pytest.mark.parametrize("query", ["search=gone", "submitted_at_from=yesterday", "status=x"])
def test_a_selection_that_cannot_be_read_exports_nothing(
    staff: Callable[..., Client], query: str
) -> None:
    applied()
    response = send(staff(CASE_OFFICERS), query)
    assert response.status_code == 400
    assert leaks(response) == []
    assert not CaseEvent.objects.filter(kind="exported").exists()


def test_an_export_is_an_event_with_its_reason_that_names_nobody(
    staff: Callable[..., Client],
) -> None:
    client = staff(CASE_OFFICERS)
    applied()
    search = client.post(reverse("cases"), {"words": "ayesha"})["Location"].split("?")[1]
    send(client, f"{search}&status=submitted&status=in_review", format="xlsx")
    event = CaseEvent.objects.get(kind="exported")
    assert event.case is None
    assert event.actor.username == CASE_OFFICERS
    assert event.note == ASKED["note"]
    assert event.why == (
        "internships: 1 cases, XLSX, Status: Submitted; Status: In review; found by a search"
    )


@pytest.mark.parametrize(
    "asked", [{"note": ""}, {"note": "because"}, {"service": "pensions"}, {"format": "pdf"}]
)
def test_an_export_needs_a_service_a_format_and_a_reason(
    staff: Callable[..., Client], asked: dict[str, str]
) -> None:
    applied()
    response = send(staff(CASE_OFFICERS), **asked)
    assert response.status_code == 400
    assert leaks(response) == []
    assert not CaseEvent.objects.filter(kind="exported").exists()


@pytest.mark.parametrize("role", sorted(set(ALL_ROLES) - {CASE_OFFICERS}))
def test_nobody_else_exports(staff: Callable[..., Client], role: str) -> None:
    applied()
    client = staff(role)
    assert send(client).status_code in {302, 403}
    assert client.get(reverse("export_cases")).status_code in {302, 403}
    assert not CaseEvent.objects.filter(kind="exported").exists()
    assert f"{reverse('export_cases')}?" not in (
        client.get(reverse("cases"), follow=True).content.decode()
    )


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_an_export_takes_a_fixed_number_of_queries(
    staff: Callable[..., Client], file_format: str, django_assert_max_num_queries: Any
) -> None:
    client = staff(CASE_OFFICERS)
    for number in range(5):
        of_somebody_else(f"4210112345{number:03}")
    with django_assert_max_num_queries(20):
        response = send(client, format=file_format)
        rows = csv_rows(response) if file_format == "csv" else xlsx_rows(response)
    assert len(rows) == 5


def test_wagtails_own_export_is_not_offered(staff: Callable[..., Client]) -> None:
    applied()
    client = staff(CASE_OFFICERS, AUDITORS)
    for name in ("cases", "cases_audit", "registrations"):
        assert not client.get(reverse(name), {"export": "csv"}).streaming


def test_what_a_sheet_cannot_hold_is_offered_as_csv(
    staff: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("forms.casework.views.exporting.XLSX_MOST", 0)
    applied()
    response = send(staff(CASE_OFFICERS), format="xlsx")
    assert response.status_code == 400
    assert "choose CSV" in response.content.decode()


def test_nothing_of_an_export_touches_the_disk(
    staff: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a temporary file")

    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(f"tempfile.{name}", refuse)
    applied()
    assert len(xlsx_rows(send(staff(CASE_OFFICERS), format="xlsx"))) == 1
