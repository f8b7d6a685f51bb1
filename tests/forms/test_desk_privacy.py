"""Personal data is masked until somebody says why, and each look behind the mask is on record."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.roles import ALL_ROLES, APPROVERS, AUDITORS, CASE_OFFICERS, NEEDS_SECOND_FACTOR
from forms.casework import columns
from forms.casework.models import Case, CaseEvent, CaseFile, Status
from forms.engine.uploads import storage
from forms.engine.uploads.models import Upload
from tests.forms.desk_cases import CNIC, EMAIL, PHONE, applied, leaks, of_somebody_else, registered
from tests.staff.test_staff_pages import executable

pytestmark = pytest.mark.django_db

REASON = "The applicant rang and asks about the CNIC."
# Every list on which a case can stand.
PAGES = (
    "cases", "cases_results", "export_cases", "cases_audit", "cases_audit_results",
    "registrations", "registrations_results", "wagtailadmin_home",
)  # fmt: skip


@pytest.mark.parametrize("role", sorted(NEEDS_SECOND_FACTOR))
@pytest.mark.parametrize("status", Status.values)
def test_no_page_of_the_desk_shows_personal_values(
    staff: Callable[..., Client], role: str, status: str
) -> None:
    case, client = applied(status), staff(role)
    other = registered()
    addresses = [reverse(name) for name in PAGES]
    addresses += [reverse("case", args=[one.pk]) for one in (case, other)]
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code == 200
        assert leaks(response) == [], address
        assert "no-store" in response["Cache-Control"]


def test_the_masked_page_still_tells_two_people_apart(staff: Callable[..., Client]) -> None:
    case = applied()
    page = staff(CASE_OFFICERS).get(reverse("case", args=[case.pk])).content.decode()
    for hint in ("•••••-•••••67-•", "a•••@example.com", "••• 67", "(hidden)"):
        assert hint in page


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (columns.masked_cnic, "35202-1234567-1", "•••••-•••••67-•"),
        (columns.masked_cnic, "35202", "•••"),
        (columns.masked_email, "ayesha@example.com", "a•••@example.com"),
        (columns.masked_email, "nonsense", "•••"),
        (columns.masked_phone, "0300 1234567", "••• 67"),
        (columns.masked_phone, "123", "•••"),
    ],
)
def test_a_mask_leaves_a_hint(mask: Callable[[str], str], value: str, shown: str) -> None:
    assert mask(value) == shown


def test_a_column_without_a_mask_of_its_own_is_hidden_whole() -> None:
    case = Case.objects.get(pk=applied().pk)
    shown = {one.heading: one for one in columns.shown(case, revealed=False)}
    assert (shown["Motivation"].text, shown["Motivation"].masked) == ("•••", True)
    assert (shown["Name"].text, shown["Name"].masked) == ("Ayesha Siddiqui", False)


@pytest.mark.parametrize("role", [CASE_OFFICERS, APPROVERS])
def test_a_reason_reveals_once_and_is_on_record(staff: Callable[..., Client], role: str) -> None:
    case, client = applied(), staff(role)
    response = client.post(reverse("case_reveal", args=[case.pk]), {"note": REASON})
    page = response.content.decode()
    for value in ("35202-1234567-1", EMAIL, "0300 1234567"):
        assert value in page
    assert "Gulberg" in page
    assert "no-store" in response["Cache-Control"]
    event = case.events.get(kind="revealed")
    assert (event.actor.username, event.note, event.why) == (role, REASON, "")
    assert leaks(client.get(reverse("case", args=[case.pk]))) == []


@pytest.mark.parametrize("note", ["", "  ", "because", "\x00" * 20])
def test_without_a_reason_nothing_is_revealed(staff: Callable[..., Client], note: str) -> None:
    case = applied()
    response = staff(CASE_OFFICERS).post(reverse("case_reveal", args=[case.pk]), {"note": note})
    assert response.status_code == 400
    assert leaks(response) == []
    assert not case.events.filter(kind="revealed").exists()


@pytest.mark.parametrize("role", sorted(set(ALL_ROLES) - {CASE_OFFICERS, APPROVERS}))
def test_nobody_else_reveals(staff: Callable[..., Client], role: str) -> None:
    case, client = applied(), staff(role)
    response = client.post(reverse("case_reveal", args=[case.pk]), {"note": REASON})
    assert response.status_code in {302, 403}
    assert not case.events.filter(kind="revealed").exists()
    assert "Show personal data" not in (
        client.get(reverse("case", args=[case.pk])).content.decode()
    )


@pytest.fixture
def paper() -> CaseFile:
    case = applied()
    owner = uuid4()
    upload = Upload.objects.create(
        uuid=owner, name="ayesha.png", content_type="image/png", size=3,
        file=storage.write(b"PNG", str(owner)), key="k",
    )  # fmt: skip
    return CaseFile.objects.create(case=case, upload=upload)


def test_a_file_opens_from_the_revealed_page_and_is_an_event(
    staff: Callable[..., Client], paper: CaseFile
) -> None:
    client, case = staff(CASE_OFFICERS), paper.case
    address = reverse("case_file", args=[case.pk, paper.upload_id])
    masked = client.get(reverse("case", args=[case.pk])).content.decode()
    assert "File 1" in masked
    assert address not in masked
    assert "ayesha.png" not in masked
    revealed = client.post(reverse("case_reveal", args=[case.pk]), {"note": REASON})
    assert address in revealed.content.decode()
    response = client.post(address, {"note": REASON})
    assert response.content == b"PNG"
    event = case.events.get(kind="file_opened")
    assert (event.note, event.why) == (REASON, "image/png")


@pytest.mark.parametrize("role", sorted(set(ALL_ROLES) - {CASE_OFFICERS, APPROVERS}))
def test_nobody_else_opens_a_file(staff: Callable[..., Client], paper: CaseFile, role: str) -> None:
    address = reverse("case_file", args=[paper.case_id, paper.upload_id])
    response = staff(role).post(address, {"note": REASON})
    assert response.status_code in {302, 403}
    assert not CaseEvent.objects.filter(kind="file_opened").exists()


def test_a_file_opens_neither_by_its_address_alone_nor_under_another_case(
    staff: Callable[..., Client], paper: CaseFile
) -> None:
    client, other = staff(CASE_OFFICERS), of_somebody_else()
    assert (
        client.get(reverse("case_file", args=[paper.case_id, paper.upload_id])).status_code == 302
    )
    assert (
        client.post(reverse("case_file", args=[paper.case_id, paper.upload_id]), {}).status_code
        == 400
    )
    wrong = reverse("case_file", args=[other.pk, paper.upload_id])
    assert client.post(wrong, {"note": REASON}).status_code == 404
    assert not CaseEvent.objects.filter(kind="file_opened").exists()


@pytest.mark.parametrize(
    "words", [CNIC, "35202-1234567-1", EMAIL, "AYESHA@Example.com", PHONE, "0300 1234567"]
)
def test_a_search_stays_out_of_the_address_and_out_of_the_session_in_clear(
    staff: Callable[..., Client], words: str
) -> None:
    case, other = applied(), of_somebody_else()
    client = staff(CASE_OFFICERS)
    response = client.post(reverse("cases"), {"words": words})
    assert response.status_code == 303
    assert "?search=" in response["Location"]
    assert words[:5].lower() not in response["Location"].lower()
    found = client.get(response["Location"])
    assert case.reference in found.content.decode()
    assert other.reference not in found.content.decode()
    assert leaks(found) == []
    assert "Searched for a " in found.content.decode()
    for session in Session.objects.all():
        assert words.lower() not in str(session.get_decoded()).lower()


def test_another_s_search_is_worth_nothing(staff: Callable[..., Client]) -> None:
    case = applied()
    location = staff(CASE_OFFICERS).post(reverse("cases"), {"words": "ayesha"})["Location"]
    page = staff(APPROVERS).get(location).content.decode()
    assert "That search is over" in page
    assert case.reference not in page


def test_an_old_search_is_forgotten_before_a_new_one(staff: Callable[..., Client]) -> None:
    client = staff(CASE_OFFICERS)
    locations = [
        client.post(reverse("cases"), {"words": f"name {number}"})["Location"]
        for number in range(11)
    ]
    assert "That search is over" in client.get(locations[0]).content.decode()
    for location in locations[1:]:
        assert "That search is over" not in client.get(location).content.decode()


def test_the_audit_trail_shows_reasons_and_nothing_personal(staff: Callable[..., Client]) -> None:
    case = applied()
    officer, auditor = staff(CASE_OFFICERS), staff(AUDITORS)
    officer.post(reverse("case_reveal", args=[case.pk]), {"note": REASON})
    response = auditor.get(reverse("cases_audit"))
    page = response.content.decode()
    assert REASON in page
    assert "Personal data revealed" in page
    assert case.reference in page
    assert leaks(response) == []


def test_every_form_of_the_desk_carries_its_token(staff: Callable[..., Client]) -> None:
    client = staff(CASE_OFFICERS, APPROVERS, AUDITORS)
    addresses = [reverse(name) for name in PAGES if not name.endswith("results")]
    cases = [registered(), *(applied(status) for status in Status.values)]
    for address in [*addresses, *(reverse("case", args=[one.pk]) for one in cases)]:
        page = client.get(address).content.decode()
        forms = [part.split("</form>")[0] for part in page.split("<form")[1:]]
        posting = [form for form in forms if 'method="post"' in form.split(">")[0].lower()]
        assert all("csrfmiddlewaretoken" in form for form in posting), address
        assert posting or address == reverse("wagtailadmin_home")


def test_no_page_of_the_desk_runs_an_inline_script(staff: Callable[..., Client]) -> None:
    client, case = staff(CASE_OFFICERS, APPROVERS, AUDITORS), applied(Status.IN_REVIEW)
    for address in [*map(reverse, PAGES), reverse("case", args=[case.pk])]:
        assert executable(client.get(address).content.decode()) == [], address
