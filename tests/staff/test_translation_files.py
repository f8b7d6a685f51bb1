"""Aliases, the report, rows, PO files and links of translations."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
)

from accounts.roles import (
    CASE_OFFICERS,
    EDITORS,
    PUBLISHERS,
    TRANSLATORS_UR,
)
from tests.staff.editor import (
    OTHERS,
    WRITERS_OF_URDU,
    draft_translation,
    may_do_with_notes,
    url,
)
from tests.staff.factories import (
    again,
    locale,
    page,
    refused,
    signed_in,
    translate_texts,
    translated,
)
from tests.staff.notes.models import Note

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [*WRITERS_OF_URDU, *OTHERS])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_becomes_an_alias_of_another_language(role: str, method: str) -> None:
    urdu = translated(page())
    client = signed_in(role)
    assert refused(getattr(client, method)(url("convert_to_alias", urdu.pk)))
    assert again(urdu).alias_of_id is None


def test_the_editor_s_button_makes_no_alias_either() -> None:
    urdu = translated(page())
    address = reverse("wagtailadmin_pages:edit", args=[urdu.pk])
    assert refused(signed_in(PUBLISHERS).post(address, {"localize-convert-to-alias": "x"}))


def test_the_report_shows_translators_their_own_tree() -> None:
    translated(page("About"))
    response = signed_in(TRANSLATORS_UR).get(url("translations_report"))
    assert "About" in response.content.decode()


def test_the_report_is_closed_to_case_officers() -> None:
    assert refused(signed_in(CASE_OFFICERS).get(url("translations_report")))


def test_the_report_is_empty_without_rights_on_pages() -> None:
    translated(page("About us all"))
    client = signed_in(EDITORS)
    client.user.groups.get().page_permissions.all().delete()
    response = client.get(url("translations_report_results"))
    assert "About us all" not in response.content.decode()


def test_rows_are_listed_to_those_who_may_see_them() -> None:
    Note.objects.create(text="A note", locale=locale("en"))
    address = url("snippets_api_listing", "staff_notes", "note")
    client = may_do_with_notes(signed_in(EDITORS), "view")
    assert client.get(address).json()[0]["title"] == "A note"


@pytest.mark.parametrize("name", ["snippets_api_listing", "snippets_api_detail"])
def test_rows_are_not_listed_to_others(name: str) -> None:
    note = Note.objects.create(text="A note", locale=locale("en"))
    args = ["staff_notes", "note", *([note.pk] if "detail" in name else [])]
    assert refused(signed_in(EDITORS).get(url(name, *args)))


def test_opening_an_address_of_the_editor_in_a_browser_is_no_error() -> None:
    translation = draft_translation()
    segment = StringSegment.objects.filter(source=translation.source).first()
    address = url("edit_string_translation", translation.pk, segment.pk)
    response = signed_in(TRANSLATORS_UR).get(address, headers={"Accept": "text/html"})
    assert response.status_code in (405, 406)


def test_a_file_that_is_no_po_file_is_refused_with_a_message() -> None:
    translation = draft_translation()
    client = signed_in(TRANSLATORS_UR)
    address = url("upload_pofile", translation.pk)
    for content in (b"\xff\xfe\x00", b"no po file", b'msgid "a"\nmsgstr "b"\n', b"x" * 2_000_000):
        response = client.post(address, {"file": SimpleUploadedFile("a.po", content)}, follow=True)
        assert "Choose the PO file" in response.content.decode()
    assert client.post(address).status_code == 302


def test_the_po_file_of_another_page_changes_nothing() -> None:
    other = str(draft_translation().export_po()).encode()
    translation = draft_translation()
    address = url("upload_pofile", translation.pk)
    signed_in(TRANSLATORS_UR).post(address, {"file": SimpleUploadedFile("a.po", other)})
    assert not StringTranslation.objects.exists()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVA\nscript:alert(1)", "data:text/html,x"]
)
def test_a_link_is_not_led_into_a_script(address: str) -> None:
    translation = draft_translation()
    translate_texts(translation)
    segment = OverridableSegment.objects.get(source=translation.source)
    override = SegmentOverride.objects.create(
        locale=locale("ur"), context=segment.context, data_json='"x"'
    )
    override.data_json = json.dumps(address)
    override.save()
    translation.save_target(publish=False)
    body = translation.get_target_instance().get_latest_revision_as_object().body
    assert "https://example.org" in body[0].value.source


def test_a_link_is_led_to_another_page() -> None:
    translation = draft_translation()
    translate_texts(translation)
    segment = OverridableSegment.objects.get(source=translation.source)
    SegmentOverride.objects.create(
        locale=locale("ur"), context=segment.context, data_json='"https://example.com/ur"'
    )
    translation.save_target(publish=False)
    body = translation.get_target_instance().get_latest_revision_as_object().body
    assert "https://example.com/ur" in body[0].value.source
