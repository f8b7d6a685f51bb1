"""Bad input on every field, in both languages: the page again, saying what to do."""

import re

import pytest
from django.utils.translation import gettext, override

from forms.casework.models import Case
from forms.internships.journey import STEPS

BAD = {
    "contact": {
        "email": ["", "ayesha", "a@b", "\x00@example.com"],
        "mobile": ["", "0300", "051 1234567", "\x00", "+1"],
    },
    "name": {"full_name": ["", "   ", "12345", "a\x00b", "x" * 1000]},
    "cnic": {"cnic": ["", "123", "35202-1234567-12", "\x00", "شناختی", "9" * 10_000]},
    "studies": {
        "university": ["", "hogwarts", "\x00"],
        "university_other": [],
        "degree": ["", "alchemy"],
        "degree_other": [],
        "graduation_month": ["", "13", "\x00", "Moharram"],
        "graduation_year": ["", "1066", "20260", "\x00"],
        "cgpa": ["4.5", "A+", "85%", "\x00"],
    },
    "skills": {"skills": ["", "magic", "\x00"]},
    "fields": {"fields_of_work": ["", "magic"]},
    "cities": {"cities": ["", "atlantis"]},
    "availability": {"start_month": ["", "0"], "start_year": ["", "1999"], "hours": ["", "never"]},
    "about": {
        "motivation": ["", "x" * 2001, "\x00"],
        "cv_link": ["javascript:alert(1)", "x", "https://localhost/"],
    },
    "consent": {"consent": [""]},  # any word sent for a box means that it is ticked
}
CASES = [(step, field) for step, fields in BAD.items() for field in fields if fields[field]]
URDU = re.compile("[\u0620-\u06d3]")


def summary_of(response) -> str:
    return response.content.decode().split('class="error-summary"')[1].split("</ul>")[0]


def test_every_field_of_every_question_is_tried():
    tried = {(step, field) for step, fields in BAD.items() for field in fields}
    asked = {
        (step.slug, name + part)
        for step in STEPS
        for name, field in step.form().fields.items()
        for part in getattr(field.widget, "widgets_names", [""])
    }
    assert tried == asked


@pytest.mark.parametrize(("step", "field"), CASES)
def test_bad_input_gives_the_page_again_with_advice_in_the_visitors_language(
    both, answers, step, field
):
    steps = list(BAD)
    if steps.index(step):
        both.answer_until(steps[steps.index(step) - 1])
    for value in BAD[step][field]:
        given = answers[step] | {field: value}
        if value == "":
            given.pop(field)
        assert_advice(both.send(step, given), both.language)


def assert_advice(response, language):
    page = response.content.decode()
    assert response.status_code == 400
    assert 'tabindex="-1" autofocus' in page
    with override(language):
        assert f"<title>{gettext('Error:')}" in re.sub(r">\s+", ">", page)
    messages = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary_of(response))
    assert messages
    for target, message in messages:
        assert f'id="{target}"' in page
        assert bool(URDU.search(message)) == (language == "ur"), message
        assert "%(" not in message


@pytest.mark.parametrize("value", ["\ufffd", "a" * 1_000_000, "<script>alert(1)</script>" * 10])
def test_hostile_text_comes_back_harmless(visitor, value):
    visitor.answer_until("contact")
    response = visitor.send("name", {"full_name": value})
    assert response.status_code == 400
    assert "<script>alert" not in response.content.decode()
    assert len(response.content) < 100_000


def test_bytes_that_are_no_text_are_refused_with_advice(visitor, shown_form):
    visitor.answer_until("contact")
    form = shown_form(visitor.get("name"))
    body = "&".join(f"{name}={value}" for name, value in form.items()).encode()
    response = visitor.client.post(
        visitor.address("name"),
        body + b"&full_name=%ED%A0%80%FF",
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 400
    assert "error-summary" in response.content.decode()


def test_fields_that_the_page_does_not_ask_are_not_kept(visitor):
    from forms.engine.models import Draft

    visitor.answer_until("contact")
    visitor.send("name", {"full_name": "Ayesha", "cnic": "3520212345671", "is_staff": "1"})
    assert Draft.objects.get().answers["name"]["typed"] == {"full_name": ["Ayesha"]}


def test_a_body_that_is_too_large_is_refused_as_such(visitor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert visitor.send("contact", {"email": "x" * 2000}).status_code == 413


def test_thousands_of_fields_are_refused(visitor):
    many = {f"a{number}": "1" for number in range(10_001)}
    assert visitor.send("contact", many).status_code in {400, 413}


def test_bad_input_never_makes_a_case(visitor):
    visitor.send("contact", {"email": ""})
    visitor.send("check", {})
    assert not Case.objects.exists()
