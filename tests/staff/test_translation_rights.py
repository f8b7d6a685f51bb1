"""Every address of wagtail-localize, and who may use it. Its own views ask for one right only."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern
from wagtail_localize.wagtail_hooks import register_admin_urls

from accounts.roles import (
    ADMINISTRATORS,
    EDITORS,
    PUBLISHERS,
    TRANSLATORS_UR,
)
from content.translation import endpoints
from tests.staff.editor import (
    ACTIONS,
    OTHERS,
    WRITERS_OF_URDU,
    download_po,
    draft_translation,
    edit_override,
    edit_text,
    may_do_with_notes,
    note_translation,
    stop,
    update,
    upload_po,
    url,
)
from tests.staff.factories import (
    refused,
    sent_to_sign_in,
    signed_in,
    staff,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("action", [one for one in ACTIONS if one is not stop])
@pytest.mark.parametrize("role", WRITERS_OF_URDU)
def test_who_may_change_the_urdu_tree_may(role: str, action: Any) -> None:
    response = action(signed_in(role), draft_translation())
    assert not refused(response)
    assert response.status_code in (200, 201, 302)


@pytest.mark.parametrize(
    ("role", "may"),
    [(EDITORS, False), (TRANSLATORS_UR, False), (PUBLISHERS, True), (ADMINISTRATORS, True)],
)
def test_only_who_may_publish_stops_a_translation(role: str, may: bool) -> None:
    """A page whose translation was stopped follows its source no more."""
    translation = draft_translation()
    assert refused(stop(signed_in(role), translation)) != may
    translation.refresh_from_db()
    assert translation.enabled != may


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


@pytest.mark.parametrize("action", [edit_text, download_po, upload_po, stop, update])
def test_a_row_s_translation_is_closed_to_those_who_may_not_change_rows(action: Any) -> None:
    assert refused(action(signed_in(PUBLISHERS), note_translation()))


@pytest.mark.parametrize("action", [edit_text, download_po, upload_po, stop, update])
def test_a_row_s_translation_is_open_to_those_who_may_change_rows(action: Any) -> None:
    client = may_do_with_notes(signed_in(EDITORS), "change")
    assert not refused(action(client, note_translation()))
