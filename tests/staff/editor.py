"""What can be done with a translation: each way in, as a function of who and which."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)

from accounts.roles import (
    ADMINISTRATORS,
    CASE_OFFICERS,
    EDITORS,
    PUBLISHERS,
    TRANSLATORS_EN,
    TRANSLATORS_UR,
)
from tests.staff.factories import (
    locale,
    page,
    translate_texts,
    translation_of,
)
from tests.staff.notes.models import Note

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
    return client.put(address, "value=x", content_type="application/x-www-form-urlencoded")


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


def may_do_with_notes(client: Client, *actions: str) -> Client:
    from django.contrib.auth.models import Permission

    codenames = [f"{action}_note" for action in actions]
    client.user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    return client


def note_translation() -> Translation:
    note = Note.objects.create(text="A note", locale=locale("en"))
    source, _ = TranslationSource.get_or_create_from_instance(note)
    translation = Translation.objects.create(source=source, target_locale=locale("ur"))
    translation.save_target(publish=True)
    return translation
