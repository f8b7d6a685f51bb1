"""A submission becomes a case, and the database refuses what cannot be one. The desk itself is in
`test_desk_*`."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from forms.casework import intake
from forms.casework.export import safe_cell
from forms.casework.models import Case
from forms.engine.references import new_reference
from forms.internships.interest import InternshipInterest


@pytest.fixture
def case(visitor):
    visitor.register()
    return Case.objects.get()


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", '=HYPERLINK("http://x")']
)
def test_formulas_are_shown_and_not_calculated(formula):
    assert safe_cell(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["", "Ayesha", "35202-1234567-1", "0300 1234567", "a=b"])
def test_plain_text_is_left_alone(text):
    assert safe_cell(text) == text


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
