"""The desk: who may enter, what is shown where, and what leaves with an export."""

import csv
import io
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.roles import ALL_ROLES, CASE_OFFICERS
from forms.casework import intake
from forms.casework.export import safe_cell
from forms.casework.models import Case, CaseEvent
from forms.engine.references import new_reference
from forms.internships.interest import InternshipInterest

OTHERS = [role for role in ALL_ROLES if role != CASE_OFFICERS]


@pytest.fixture
def case(visitor):
    visitor.register()
    return Case.objects.get()


@pytest.fixture
def officer(staff):
    return staff(CASE_OFFICERS)


def addresses(case):
    return [
        reverse("cases"),
        reverse("cases_results"),
        reverse("case", args=[case.pk]),
        reverse("export_cases", args=["internships"]),
    ]


def rows_of(response) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_case_officer_sees_list_case_and_export(case, officer):
    for address in addresses(case):
        response = officer.get(address)
        assert response.status_code == 200, address
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("role", OTHERS)
def test_no_other_role_sees_anything_of_a_case(case, staff, role):
    client = staff(role)
    for address in addresses(case):
        response = client.get(address)
        assert response.status_code in {302, 403}, address
        assert b"Ayesha" not in response.content
    assert not CaseEvent.objects.exclude(kind="submitted").exists()


def test_a_visitor_is_led_to_the_sign_in(case):
    for address in addresses(case):
        response = Client().get(address)
        assert response.status_code == 302
        assert "/admin/login/" in response["Location"]


@pytest.mark.parametrize("role", ALL_ROLES)
def test_the_menu_shows_cases_to_case_officers_only(case, staff, role):
    page = staff(role).get("/admin/").content.decode()
    assert (reverse("cases") in page) == (role == CASE_OFFICERS)


def test_the_list_shows_names_and_no_identifiers(case, officer):
    page = officer.get(reverse("cases")).content.decode()
    assert case.reference in page
    assert "Ayesha Siddiqui" in page
    assert "35202" not in page
    assert "ayesha@example.com" not in page


def test_the_case_shows_every_answer_and_being_seen_is_an_event(case, officer):
    page = officer.get(reverse("case", args=[case.pk])).content.decode()
    for text in ["35202-1234567-1", "0300 1234567", "NUST, Islamabad", "سافٹ ویئر سیکھنا"]:
        assert text in page
    event = case.events.get(kind="viewed")
    assert event.actor.username == CASE_OFFICERS


@pytest.mark.parametrize(
    "words", ["ayesha", "SIDDIQUI ayesha", "reference", "reference in lower case"]
)
def test_a_case_is_found_by_name_and_by_reference(case, officer, words):
    typed = {
        "reference": case.reference,
        "reference in lower case": case.reference.replace("-", " ").lower(),
    }.get(words, words)
    assert case.reference in officer.get(reverse("cases"), {"q": typed}).content.decode()


def test_a_name_is_found_in_another_spelling_of_urdu(visitor, officer, answers):
    visitor.answer_all()
    visitor.send("name", {"full_name": "علی عثمان"}, query="?change=1")
    visitor.submit()
    found = officer.get(reverse("cases"), {"q": "علي عثمان"}).content.decode()
    assert Case.objects.get().reference in found


def test_a_search_without_result_says_so(case, officer):
    page = officer.get(reverse("cases"), {"q": "nobody"}).content.decode()
    assert case.reference not in page


def test_the_list_is_filtered_by_service_and_day(case, officer):
    address = reverse("cases")
    day = f"{case.submitted_at:%Y-%m-%d}"
    assert case.reference in officer.get(address, {"service": "internships"}).content.decode()
    late = officer.get(address, {"submitted_at_from": "2999-01-01"}).content.decode()
    assert case.reference not in late
    early = officer.get(address, {"submitted_at_from": "2000-01-01"}).content.decode()
    assert case.reference in early
    assert day


def test_the_list_is_paged_and_costs_the_same_for_one_case_and_for_many(
    case, officer, django_assert_max_num_queries
):
    copies = [
        Case(**{
            field.attname: getattr(case, field.attname)
            for field in Case._meta.concrete_fields
            if field.name not in {"id", "reference", "submit_key"}
        }, reference=new_reference(), submit_key=uuid4())
        for _ in range(120)
    ]  # fmt: skip
    Case.objects.bulk_create(copies)
    with django_assert_max_num_queries(30):
        page = officer.get(reverse("cases")).content.decode()
    assert page.count("DP-") < 120
    assert officer.get(reverse("cases"), {"p": "3"}).status_code == 200


def test_the_export_opens_with_urdu_intact(case, officer):
    response = officer.get(reverse("export_cases", args=["internships"]))
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'attachment; filename="internships-' in response["Content-Disposition"]
    row = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert row["Motivation"] == "میں سافٹ ویئر سیکھنا چاہتی ہوں۔"
    assert row["Reference"] == case.reference
    assert row["CNIC"] == "35202-1234567-1"
    assert row["Skills"] == "Databases; Python"
    assert row["Cities"] == "Karachi; Lahore"


def test_the_export_is_streamed_and_takes_a_fixed_number_of_queries(
    case, officer, visitor, django_assert_num_queries
):
    for _ in range(3):
        visitor.answer_all()
        visitor.submit()
    response = officer.get(reverse("export_cases", args=["internships"]))
    assert response.streaming
    with django_assert_num_queries(4):  # cases with their interest, and three lists
        assert len(rows_of(response)) == 4


def test_the_export_takes_what_the_list_shows(case, officer):
    address = reverse("export_cases", args=["internships"])
    assert rows_of(officer.get(address, {"q": "nobody"})) == []
    assert len(rows_of(officer.get(address, {"q": "Ayesha"}))) == 1


def test_an_export_is_an_event_that_names_nobody(case, officer):
    officer.get(reverse("export_cases", args=["internships"]))
    event = CaseEvent.objects.get(kind="exported")
    assert event.actor.username == CASE_OFFICERS
    assert event.why == "internships: 1 cases"


def test_an_export_of_an_unknown_service_is_not_found(officer, start_page):
    assert officer.get(reverse("export_cases", args=["pensions"])).status_code == 404


def test_wagtails_own_export_is_not_offered(case, officer):
    response = officer.get(reverse("cases"), {"export": "csv"})
    assert not response.streaming


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", '=HYPERLINK("http://x")']
)
def test_formulas_are_shown_and_not_calculated(formula):
    assert safe_cell(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["", "Ayesha", "35202-1234567-1", "0300 1234567", "a=b"])
def test_plain_text_is_left_alone(text):
    assert safe_cell(text) == text


def test_a_formula_typed_as_a_motivation_leaves_as_text(visitor, officer):
    visitor.answer_all()
    visitor.send("about", {"motivation": "=cmd|' /C calc'!A0", "cv_link": ""}, query="?change=1")
    visitor.submit()
    row = rows_of(officer.get(reverse("export_cases", args=["internships"])))[0]
    assert row["Motivation"] == "'=cmd|' /C calc'!A0"


def test_events_are_neither_changed_nor_deleted(case):
    event = case.events.get()
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()


def test_a_taken_reference_is_drawn_again(case, visitor, monkeypatch):
    drawn = iter([case.reference, case.reference, "DP-ABCD-EFGH-J"])
    monkeypatch.setattr(intake, "new_reference", lambda: next(drawn))
    visitor.answer_all()
    visitor.submit()
    assert Case.objects.filter(reference="DP-ABCD-EFGH-J").exists()


def test_a_one_time_key_cannot_be_spent_twice(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            reference=new_reference(), service="internships", language="en", cnic="x",
            applicant_name="x", email="x", phone="x", consented_at=case.consented_at,
            consent_text="", submit_key=case.submit_key,
        )  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"cgpa": "4.01"}, {"cgpa": "-0.01"}, {"hours": "never"}, {"university_other": "Both"},
        {"university": None}, {"degree": None}, {"graduation": "2026-06-02"}, {"start": None},
    ],
)  # fmt: skip
def test_the_database_refuses_what_no_form_lets_through(case, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        InternshipInterest.objects.filter(pk=case.pk).update(**change)


@pytest.mark.parametrize("change", [{"status": "lost"}, {"language": "fr"}, {"applicant_name": ""}])
def test_the_database_refuses_a_case_that_cannot_be(case, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**change)


def test_a_very_long_folded_name_still_fits_its_column(visitor):
    visitor.answer_all()
    visitor.send("name", {"full_name": "ﷺ" * 110 + " Ali"}, query="?change=1")
    assert visitor.submit()["Location"] == visitor.address("done")
    assert len(Case.objects.get().name_key) <= 480


def test_the_lists_of_the_form_are_edited_by_publishers(start_page, staff):
    from accounts.roles import EDITORS, PUBLISHERS

    address = reverse("wagtailsnippets_internships_university:add")
    assert staff(PUBLISHERS).get(address).status_code == 200
    assert staff(EDITORS).get(address).status_code in {302, 403}
