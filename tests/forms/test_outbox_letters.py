"""What a mail looks like in both languages, and which wording staff may save."""

import re

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection

from forms.outbox import registry, texts
from forms.outbox.models import MailText
from forms.outbox.registry import Envelope
from forms.outbox.rendering import (
    FIRST_STRONG_ISOLATE,
    POP_ISOLATE,
    RIGHT_TO_LEFT_MARK,
    Letter,
    MissingValue,
    render,
)
from tests.forms.mailing import BODY_EN, BODY_UR, LINK, envelope, make_kind, registered

MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")


@pytest.fixture(autouse=True)
def kinds():
    with registered():
        yield


def letter(body: str, language: str = "en", subject: str = "A code", **values: str) -> Letter:
    return render(make_kind(), (subject, body), envelope(**values), language)


# Text and HTML ------------------------------------------------------------------------------------


def test_an_english_mail_is_filled_in() -> None:
    text = letter(BODY_EN).text
    assert text.startswith("Dear Ayesha Siddiqui,\n\nYour code for Registration:\n\n7K2M9Q\n\n")
    assert f"\n\nGo on:\n{LINK}\n\n" in text


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ur", "rtl")])
def test_the_html_says_its_language_and_direction(language: str, direction: str) -> None:
    html = letter(BODY_UR if language == "ur" else BODY_EN, language).html
    assert html.count(f'lang="{language}" dir="{direction}"') == 2


def test_urdu_is_set_in_nastaliq_with_room_for_it() -> None:
    html = letter(BODY_UR, "ur").html
    assert "Nastaliq" in html
    assert "line-height:2;" in html
    assert "Nastaliq" not in letter(BODY_EN).html


def test_a_link_in_a_paragraph_of_its_own_is_a_button_with_the_words_before_it() -> None:
    html = letter("Go on with it: {link}").html
    assert re.search(rf'<a href="{re.escape(LINK)}"[^>]*>Go on with it</a>', html)


def test_lines_as_browsers_send_them_make_no_difference() -> None:
    typed = letter(BODY_EN.replace("\n", "\r\n"), note="One.\r\nTwo.")
    assert typed == letter(BODY_EN, note="One.\nTwo.")


def test_a_link_alone_is_a_button_with_words_of_its_own() -> None:
    assert ">Open the page</a>" in letter("{link}").html


def test_a_link_in_a_sentence_is_a_link() -> None:
    found = letter("See {link} for more.")
    assert f'<a href="{LINK}"' in found.html
    assert f"See {LINK} for more." in found.text


def test_what_was_typed_is_text_and_never_html() -> None:
    html = letter("Dear {name}, <b>now</b>", name='<script>alert("1")</script>').html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<b>now</b>" not in html


def test_what_was_typed_is_never_a_placeholder() -> None:
    assert "Dear {code}," in letter(BODY_EN, name="{code}").text


def test_lines_of_a_note_stay_lines() -> None:
    found = letter("{note}", note="First.\nSecond.")
    assert "First.\nSecond." in found.text
    assert "First.<br>\nSecond." in found.html.replace("</bdi>", "").replace("<bdi>", "")


def test_a_paragraph_with_nothing_to_fill_in_is_left_out() -> None:
    body = "Hello.\n\nThe officer wrote: {note}\n\nBye."
    assert "wrote" not in letter(body).text
    assert "wrote" not in letter(body).html
    assert "wrote: Please." in letter(body, note="Please.").text


def test_a_subject_is_one_line() -> None:
    found = letter("Hello.", subject="For {service}", service="Regis\r\ntration")
    assert found.subject == "For Regis tration"


def test_a_builder_that_leaves_a_placeholder_out_is_found_out() -> None:
    with pytest.raises(MissingValue):
        render(make_kind(), ("A code", "Hello."), Envelope("x@example.org", {}), "en")


@pytest.mark.parametrize("demonstration", [True, False])
def test_the_mail_of_a_demonstration_says_so(settings, demonstration: bool) -> None:
    settings.DEMONSTRATION = demonstration
    found = letter("Hello.")
    assert ("demonstration" in found.text) == demonstration
    assert ("demonstration" in found.html) == demonstration


# Directions ---------------------------------------------------------------------------------------


def test_latin_in_urdu_text_is_set_apart() -> None:
    text = letter("نمبر {code} ہے۔", "ur").text
    assert f"نمبر {FIRST_STRONG_ISOLATE}7K2M9Q{POP_ISOLATE} ہے۔" in text
    assert '<bdi dir="ltr">7K2M9Q</bdi>' in letter("نمبر {code} ہے۔", "ur").html


def test_an_urdu_name_in_english_is_set_apart() -> None:
    text = letter("Dear {name},", name="عائشہ").text
    assert f"Dear {FIRST_STRONG_ISOLATE}عائشہ{POP_ISOLATE}," in text


def test_plain_english_has_no_marks() -> None:
    assert not MARKS.search(letter(BODY_EN).text)


def test_an_urdu_line_that_begins_in_latin_is_read_from_the_right() -> None:
    assert letter("NTN درج کریں۔", "ur").text.startswith(RIGHT_TO_LEFT_MARK)
    assert not letter("این ٹی این درج کریں۔", "ur").text.startswith(RIGHT_TO_LEFT_MARK)


def test_a_code_or_link_alone_can_be_copied_without_marks() -> None:
    lines = letter(BODY_UR, "ur").text.split("\n")
    assert "7K2M9Q" in lines
    assert LINK in lines


def test_every_mail_can_be_read_in_a_narrow_font_of_plain_ascii() -> None:
    assert letter(BODY_EN).text.isascii()


# Wording ------------------------------------------------------------------------------------------


def faults(**fields: str) -> dict[str, list[str]]:
    make_kind()
    words = {"subject_en": "A", "subject_ur": "ا", "body_en": BODY_EN, "body_ur": BODY_UR}
    try:
        MailText(code="test-code", **words | fields).clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_wording_that_names_what_its_kind_knows_is_accepted() -> None:
    assert faults(subject_en="Your code for {service}") == {}


@pytest.mark.parametrize("field", ["subject_en", "subject_ur", "body_en", "body_ur"])
def test_an_unknown_placeholder_is_refused_where_it_stands(field: str) -> None:
    found = faults(**{field: "{code} {surname} {link}" if "body" in field else "{surname}"})
    assert list(found) == [field]
    assert "{surname} is not known here. You can use" in found[field][0]


def test_the_refusal_lists_what_may_stand_there() -> None:
    assert "You can use {service}." in faults(subject_en="{surname}")["subject_en"][0]
    assert "{name}, {service}, {code}" in faults(body_ur="{x}")["body_ur"][0]


@pytest.mark.parametrize("name", ["name", "code", "link"])
def test_nothing_personal_may_stand_in_a_subject(name: str) -> None:
    assert "in the text only" in faults(subject_en=f"For {{{name}}}")["subject_en"][0]


@pytest.mark.parametrize("text", ["{code", "code}", "{{code}}", "{Code}", "{code.email}", "{0}"])
def test_other_curly_brackets_are_refused(text: str) -> None:
    assert "curly bracket" in faults(body_en=f"{text} {{code}} {{link}}")["body_en"][0]


def test_wording_cannot_lose_what_the_mail_is_sent_for() -> None:
    assert faults(body_en="Hello.")["body_en"] == [
        "{code} is missing: Six characters.",
        "{link} is missing: Where the form goes on.",
    ]


@pytest.mark.django_db
def test_wording_is_added_once_and_stays_as_staff_made_it() -> None:
    class Editor:
        connection = connection

    words = {"en": ("A code", "Hello."), "ur": ("كوڈ", "  سلام۔  ")}
    texts.add(apps, Editor, "new-kind", words)
    row = MailText.objects.get(code="new-kind")
    assert (row.subject_ur, row.body_ur) == ("کوڈ", "سلام۔")
    MailText.objects.filter(code="new-kind").update(subject_en="Better words")
    texts.add(apps, Editor, "new-kind", words)
    assert MailText.objects.get(code="new-kind").subject_en == "Better words"


@pytest.mark.django_db
def test_every_kind_of_mail_has_wording_that_staff_could_save() -> None:
    wanting = {kind.code for kind in registry.kinds()}
    for text in MailText.objects.filter(code__in=wanting):
        text.full_clean()
        wanting.discard(text.code)
    assert wanting == set()


@pytest.mark.django_db
def test_every_wording_belongs_to_a_kind_of_mail() -> None:
    known = {kind.code for kind in registry.kinds()}
    assert set(MailText.objects.values_list("code", flat=True)) <= known


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_kind_of_mail_can_be_shown_with_samples(language: str) -> None:
    from forms.outbox.rendering import sample

    for text in MailText.objects.all():
        kind = registry.kind(text.code)
        shown = render(kind, text.words(language), sample(kind, language), language)
        assert "{" not in shown.text + shown.subject, text.code
        for one in kind.placeholders:
            assert one.sample_in(language), f"{text.code}: {{{one.name}}} has no sample"


def test_a_wording_is_called_after_its_kind() -> None:
    make_kind()
    assert str(MailText(code="test-code")) == "Test code"
    assert str(MailText(code="gone")) == "gone"
