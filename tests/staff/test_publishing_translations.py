"""Updating and publishing: by those who may, and whole translations only."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import (
    Translation,
)

from accounts.roles import (
    ADMINISTRATORS,
    EDITORS,
    PUBLISHERS,
    TRANSLATORS_EN,
    TRANSLATORS_UR,
)
from tests.staff.editor import (
    update,
    url,
)
from tests.staff.factories import (
    again,
    change,
    page,
    refused,
    signed_in,
    staff,
    translate_texts,
    translated,
    translation_of,
)

pytestmark = pytest.mark.django_db


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
    return client.post(reverse("wagtailadmin_pages:edit", args=[urdu.pk]), {"action": "publish"})


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
