"""Who may begin a translation, of what, and into which language."""

from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import (
    Translation,
)

from accounts.roles import (
    CASE_OFFICERS,
    EDITORS,
    PUBLISHERS,
    TRANSLATORS_EN,
    TRANSLATORS_UR,
)
from tests.staff.editor import (
    OTHERS,
    WRITERS_OF_URDU,
    may_do_with_notes,
    url,
)
from tests.staff.factories import (
    again,
    change,
    home,
    locale,
    page,
    refused,
    signed_in,
    translated,
)
from tests.staff.notes.models import Note

pytestmark = pytest.mark.django_db


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
    """wagtail-localize would write its memory over what was edited by hand."""
    parent = page()
    child = page(under=parent)
    parent.copy_for_translation(locale("ur"), alias=True)
    urdu = translated(child)
    Translation.objects.filter(source__object_id=child.translation_key).update(enabled=False)
    change(urdu, title="ہاتھ سے لکھا ہوا")
    submit(signed_in(PUBLISHERS), parent, include_subtree="on")
    assert again(urdu).get_latest_revision_as_object().title == "ہاتھ سے لکھا ہوا"


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


def test_a_row_is_translated_by_those_who_may_add_rows() -> None:
    note = Note.objects.create(text="A note", locale=locale("en"))
    client = may_do_with_notes(signed_in(EDITORS), "add", "change")
    address = url("submit_snippet_translation", "staff_notes", "note", note.pk)
    client.post(address, {"locales": [locale("ur").pk]})
    assert note.has_translation(locale("ur"))
