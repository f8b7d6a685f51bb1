"""Every address of wagtail-localize, and who may use it. Its own views ask for one right only."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, reverse
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.wagtail_hooks import register_admin_urls

from accounts.roles import (
    ADMINISTRATORS,
    CASE_OFFICERS,
    EDITORS,
    PUBLISHERS,
    TRANSLATORS_EN,
    TRANSLATORS_UR,
)
from content.translation import endpoints
from tests.staff.factories import (
    again,
    change,
    home,
    locale,
    page,
    refused,
    sent_to_sign_in,
    signed_in,
    staff,
    translate_texts,
    translated,
    translation_of,
)
from tests.staff.notes.models import Note

pytestmark = pytest.mark.django_db

WRITERS_OF_URDU = [EDITORS, TRANSLATORS_UR, PUBLISHERS, ADMINISTRATORS]
OTHERS = [TRANSLATORS_EN, CASE_OFFICERS]
BODY = [
    {
        "type": "text",
        "id": "6e1f4e5c-0000-4000-8000-000000000001",
        "value": '<p>See <a href="https://example.org">there</a>.</p>',
    }
]


def draft_translation() -> Translation:
    return translation_of(page("About", summary="Who we are.", body=BODY))


def url(name: str, *args: Any) -> str:
    return reverse(f"wagtail_localize:{name}", args=args)


def edit_text(client: Client, translation: Translation) -> Any:
    segment = StringSegment.objects.filter(source=translation.source).first()
    address = url("edit_string_translation", translation.pk, segment.pk)
    return client.put(
        address, "value=x", content_type="application/x-www-form-urlencoded"
    )


def forget_text(client: Client, translation: Translation) -> Any:
    translate_texts(translation)
    segment = StringSegment.objects.filter(source=translation.source).first()
    return client.delete(url("edit_string_translation", translation.pk, segment.pk))


def edit_override(client: Client, translation: Translation) -> Any:
    segment = OverridableSegment.objects.filter(source=translation.source).first()
    return client.put(
        url("edit_override", translation.pk, segment.pk),
        "value=https://example.com",
        content_type="application/x-www-form-urlencoded",
    )


def download_po(client: Client, translation: Translation) -> Any:
    return client.get(url("download_pofile", translation.pk))


def upload_po(client: Client, translation: Translation) -> Any:
    content = str(translation.export_po()).encode()
    upload = SimpleUploadedFile("a.po", content)
    back = {"next": reverse("wagtailadmin_explore_root")}
    return client.post(url("upload_pofile", translation.pk), {"file": upload, **back})


def preview(client: Client, translation: Translation) -> Any:
    return client.get(url("preview_translation", translation.pk))


def stop(client: Client, translation: Translation) -> Any:
    return client.post(
        url("stop_translation", translation.pk), {"next": reverse("wagtailadmin_explore_root")}
    )


def send_to_review(client: Client, translation: Translation) -> Any:
    translate_texts(translation)
    return client.post(reverse("translation:submit_for_review", args=[translation.pk]))


def update(client: Client, translation: Translation) -> Any:
    return client.post(url("update_translations", translation.source_id))


ACTIONS: list[Callable[[Client, Translation], Any]] = [
    edit_text, forget_text, edit_override, download_po, upload_po, preview, stop, send_to_review,
    update,
]  # fmt: skip


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", WRITERS_OF_URDU)
def test_who_may_change_the_urdu_tree_may(role: str, action: Any) -> None:
    response = action(signed_in(role), draft_translation())
    assert not refused(response)
    assert response.status_code in (200, 201, 302)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", OTHERS)
def test_who_may_not_change_the_urdu_tree_is_refused(role: str, action: Any) -> None:
    assert refused(action(signed_in(role), draft_translation()))


@pytest.mark.parametrize("action", ACTIONS)
def test_an_editor_without_rights_on_the_tree_is_refused(action: Any) -> None:
    """The global right alone, which is all that wagtail-localize asks for, opens nothing."""
    client = signed_in(EDITORS)
    group = client.user.groups.get()
    group.page_permissions.all().delete()
    assert refused(action(client, draft_translation()))


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_gets_in_without_signing_in(action: Any) -> None:
    response = action(Client(), draft_translation())
    assert sent_to_sign_in(response)


@pytest.mark.parametrize("action", [edit_text, edit_override, upload_po, stop, update])
def test_a_locked_page_is_not_changed_by_others(action: Any) -> None:
    translation = draft_translation()
    target = translation.get_target_instance()
    target.locked, target.locked_by = True, staff(PUBLISHERS)
    target.save()
    assert refused(action(signed_in(TRANSLATORS_UR), translation))


def test_no_address_of_wagtail_localize_is_without_a_guard() -> None:
    ours = {str(pattern.pattern) for pattern in endpoints.urlpatterns}
    (resolver,) = register_admin_urls()
    upstream: list[URLPattern] = resolver.url_patterns
    open_ones = {one.name for one in upstream if str(one.pattern) not in ours}
    assert open_ones == endpoints.UNGUARDED


def test_the_guards_are_found_before_what_they_guard() -> None:
    from django.urls import resolve

    match = resolve(url("update_translations", 1))
    assert match.namespace == "translation"


# Beginning a translation ---------------------------------------------------------------------


def submit(client: Client, source: Any, into: str = "ur", **data: Any) -> Any:
    return client.post(
        url("submit_page_translation", source.pk), {"locales": [locale(into).pk], **data}
    )


@pytest.mark.parametrize("role", WRITERS_OF_URDU)
def test_who_may_add_to_the_urdu_tree_begins_a_translation(role: str) -> None:
    english = page()
    submit(signed_in(role), english)
    assert english.has_translation(locale("ur"))


@pytest.mark.parametrize("role", OTHERS)
def test_who_may_not_add_to_the_urdu_tree_begins_none(role: str) -> None:
    english = page()
    assert refused(submit(signed_in(role), english))
    assert not english.has_translation(locale("ur"))


def test_a_translation_of_a_live_page_begins_as_a_draft(
    django_capture_on_commit_callbacks,
) -> None:
    english = page()
    with django_capture_on_commit_callbacks(execute=True):
        submit(signed_in(PUBLISHERS), english)
    assert not english.get_translation(locale("ur")).live


def test_a_draft_is_not_read_by_way_of_its_translation() -> None:
    """A translator for Urdu may not edit the English page, so may not see its draft."""
    english = page(live=False)
    assert refused(submit(signed_in(TRANSLATORS_UR), english))
    assert not english.has_translation(locale("ur"))


def test_an_editor_translates_a_draft() -> None:
    english = page(live=False)
    submit(signed_in(EDITORS), english)
    assert english.has_translation(locale("ur"))


def test_a_page_below_an_untranslated_one_waits_for_its_parent() -> None:
    parent = page()
    child = page(under=parent)
    assert refused(submit(signed_in(PUBLISHERS), child))
    assert not parent.has_translation(locale("ur"))


def test_the_pages_below_are_translated_where_permitted() -> None:
    parent = page()
    public, draft = page(under=parent), page(under=parent, live=False)
    submit(signed_in(TRANSLATORS_UR), parent, include_subtree="on")
    assert public.has_translation(locale("ur"))
    assert not draft.has_translation(locale("ur"))


def test_translations_that_exist_below_are_left_alone() -> None:
    parent = page()
    child = page(under=parent, summary="Who we are.")
    translation_of(parent)
    urdu = translated(child)
    target = parent.get_translation(locale("ur"))
    Translation.objects.filter(source__object_id=parent.translation_key).delete()
    target.delete()
    parent = again(parent)
    submit(signed_in(PUBLISHERS), parent, include_subtree="on")
    assert not type(urdu).objects.filter(pk=urdu.pk).exclude(title="اردو About").exists()


def test_a_forged_language_is_refused() -> None:
    """The form offers no English to a translator for Urdu; posting it all the same is refused."""
    urdu = page("اردو صفحہ", under=home("ur"))
    assert refused(submit(signed_in(TRANSLATORS_UR), urdu, into="en"))


@pytest.mark.parametrize("role", [EDITORS, CASE_OFFICERS, TRANSLATORS_EN])
def test_a_row_is_translated_only_by_those_who_may_add_rows(role: str) -> None:
    note = Note.objects.create(text="A note", locale=locale("en"))
    address = url("submit_snippet_translation", "staff_notes", "note", note.pk)
    assert refused(signed_in(role).post(address, {"locales": [locale("ur").pk]}))
    assert not note.has_translation(locale("ur"))


def may_do_with_notes(client: Client, *actions: str) -> Client:
    from django.contrib.auth.models import Permission

    codenames = [f"{action}_note" for action in actions]
    client.user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    return client


def test_a_row_is_translated_by_those_who_may_add_rows() -> None:
    note = Note.objects.create(text="A note", locale=locale("en"))
    client = may_do_with_notes(signed_in(EDITORS), "add", "change")
    address = url("submit_snippet_translation", "staff_notes", "note", note.pk)
    client.post(address, {"locales": [locale("ur").pk]})
    assert note.has_translation(locale("ur"))


def note_translation() -> Translation:
    note = Note.objects.create(text="A note", locale=locale("en"))
    source, _ = TranslationSource.get_or_create_from_instance(note)
    translation = Translation.objects.create(source=source, target_locale=locale("ur"))
    translation.save_target(publish=True)
    return translation


@pytest.mark.parametrize("action", [edit_text, download_po, upload_po, stop, update])
def test_a_row_s_translation_is_closed_to_those_who_may_not_change_rows(action: Any) -> None:
    assert refused(action(signed_in(PUBLISHERS), note_translation()))


@pytest.mark.parametrize("action", [edit_text, download_po, upload_po, stop, update])
def test_a_row_s_translation_is_open_to_those_who_may_change_rows(action: Any) -> None:
    client = may_do_with_notes(signed_in(EDITORS), "change")
    assert not refused(action(client, note_translation()))


# Updating and publishing -----------------------------------------------------------------------


def changed_source() -> tuple[Any, Any, Translation]:
    english = page("About", summary="Who we are.")
    urdu = translated(english)
    english = change(english, summary="What we do.")
    return english, urdu, translation_of(english)


def update_and_publish(client: Client, translation: Translation) -> Any:
    return client.post(
        url("update_translations", translation.source_id), {"publish_translations": "on"}
    )


@pytest.mark.parametrize("role", [EDITORS, TRANSLATORS_UR])
def test_who_may_not_publish_cannot_publish_by_updating(
    role: str, django_capture_on_commit_callbacks
) -> None:
    _, urdu, translation = changed_source()
    translate_texts(translation)
    with django_capture_on_commit_callbacks(execute=True):
        assert refused(update_and_publish(signed_in(role), translation))
    assert again(urdu).summary == "اردو Who we are."


def test_a_publisher_publishes_by_updating(django_capture_on_commit_callbacks) -> None:
    _, urdu, translation = changed_source()
    translate_texts(translation)
    with django_capture_on_commit_callbacks(execute=True):
        update_and_publish(signed_in(PUBLISHERS), translation)
    assert again(urdu).summary == "اردو What we do."


def test_a_part_translation_is_not_published_by_updating(
    django_capture_on_commit_callbacks,
) -> None:
    english = page("About")
    urdu = translated(english)
    english = change(english, summary="Quite new.")
    with django_capture_on_commit_callbacks(execute=True):
        update_and_publish(signed_in(PUBLISHERS), translation_of(english))
    assert again(urdu).summary == ""


def test_updating_does_not_touch_the_live_page(django_capture_on_commit_callbacks) -> None:
    _, urdu, translation = changed_source()
    with django_capture_on_commit_callbacks(execute=True):
        update(signed_in(EDITORS), translation)
    assert again(urdu).summary == "اردو Who we are."


def publish_in_editor(client: Client, urdu: Any) -> Any:
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[urdu.pk]), {"action": "publish"}
    )


@pytest.mark.parametrize("role", [EDITORS, TRANSLATORS_UR, TRANSLATORS_EN])
def test_who_may_not_publish_cannot_publish_in_the_translation_editor(
    role: str, django_capture_on_commit_callbacks
) -> None:
    _, urdu, translation = changed_source()
    translate_texts(translation)
    with django_capture_on_commit_callbacks(execute=True):
        assert refused(publish_in_editor(signed_in(role), urdu))
    assert again(urdu).summary == "اردو Who we are."


def test_a_publisher_publishes_in_the_translation_editor(
    django_capture_on_commit_callbacks,
) -> None:
    _, urdu, translation = changed_source()
    translate_texts(translation)
    with django_capture_on_commit_callbacks(execute=True):
        publish_in_editor(signed_in(PUBLISHERS), urdu)
    assert again(urdu).summary == "اردو What we do."


def test_a_text_without_translation_is_not_published_in_english(
    django_capture_on_commit_callbacks,
) -> None:
    english = page("About")
    urdu = translated(english)
    change(english, summary="Quite new.")
    with django_capture_on_commit_callbacks(execute=True):
        response = publish_in_editor(signed_in(PUBLISHERS), urdu)
    assert again(urdu).summary == ""
    assert response.status_code == 302


def test_a_locked_translation_is_not_published(django_capture_on_commit_callbacks) -> None:
    _, urdu, translation = changed_source()
    translate_texts(translation)
    locked = again(urdu)
    locked.locked, locked.locked_by = True, staff(ADMINISTRATORS)
    locked.save()
    with django_capture_on_commit_callbacks(execute=True):
        assert refused(publish_in_editor(signed_in(PUBLISHERS), urdu))
    assert again(urdu).summary == "اردو Who we are."


# Aliases, reports, rows, files ------------------------------------------------------------------


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


def test_a_file_that_is_no_po_file_is_refused_with_a_message() -> None:
    translation = draft_translation()
    client = signed_in(TRANSLATORS_UR)
    address = url("upload_pofile", translation.pk)
    for content in (b"\xff\xfe\x00", b"no po file", b'msgid "a"\nmsgstr "b"\n', b"x" * 2_000_000):
        response = client.post(
            address, {"file": SimpleUploadedFile("a.po", content)}, follow=True
        )
        assert "Choose the PO file" in response.content.decode()
    assert client.post(address).status_code == 302


def test_the_po_file_of_another_page_changes_nothing() -> None:
    other = str(draft_translation().export_po()).encode()
    translation = draft_translation()
    address = url("upload_pofile", translation.pk)
    signed_in(TRANSLATORS_UR).post(address, {"file": SimpleUploadedFile("a.po", other)})
    assert not StringTranslation.objects.exists()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JAVA\nscript:alert(1)", "data:text/html,x"])
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
