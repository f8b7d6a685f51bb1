"""A changed source keeps the former translation, marked as out of date."""

import pytest
from wagtail.models import Revision
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from content.translation import memory
from tests.staff.factories import (
    again,
    change,
    page,
    translate_texts,
    translated,
    translation_of,
)

pytestmark = pytest.mark.django_db


def rich_text(*paragraphs: str) -> list[dict]:
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    return [{"type": "text", "id": "6e1f4e5c-0000-4000-8000-000000000001", "value": html}]


def test_a_reworded_text_keeps_its_former_translation_on_the_page() -> None:
    english = page("About", summary="Who we are.")
    urdu = translated(english)
    change(english, summary="What we do.")
    translation = translation_of(english)
    translation.save_target(publish=False)
    assert again(urdu).get_latest_revision_as_object().summary == "اردو Who we are."


def test_a_reworded_paragraph_keeps_the_translation_of_the_paragraph_it_replaces() -> None:
    english = page("About", body=rich_text("One.", "Two.", "Three."))
    urdu = translated(english)
    change(english, body=rich_text("One.", "Two, reworded.", "Three."))
    translation_of(english).save_target(publish=False)
    html = str(again(urdu).get_latest_revision_as_object().body[0].value.source)
    assert html == "<p>اردو One.</p><p>اردو Two.</p><p>اردو Three.</p>"


def test_a_link_that_the_source_lost_leaves_only_its_words() -> None:
    english = page("About", body=rich_text('See <a href="https://example.org">there</a>.'))
    urdu = translated(english)
    change(english, body=rich_text("See here."))
    translation_of(english).save_target(publish=False)
    html = str(again(urdu).get_latest_revision_as_object().body[0].value.source)
    assert html == "<p>اردو See there.</p>"


def test_a_new_paragraph_has_no_translation() -> None:
    english = page("About", body=rich_text("One."))
    translated(english)
    change(english, body=rich_text("One.", "Quite new."))
    assert [one.string.data for one in memory.untranslated(translation_of(english))] == [
        "Quite new."
    ]


def test_publishing_a_changed_source_says_since_when_the_translation_is_stale() -> None:
    english = page("About", summary="Who we are.")
    urdu = translated(english)
    assert again(urdu).stale_since is None
    english = change(english, summary="What we do.")
    assert again(urdu).stale_since >= english.last_published_at


def test_a_second_change_keeps_the_first_date() -> None:
    english = page("About", summary="One.")
    urdu = translated(english)
    change(english, summary="Two.")
    first = again(urdu).stale_since
    change(english, summary="Three.")
    assert again(urdu).stale_since == first


def test_publishing_an_unchanged_source_makes_nothing_stale() -> None:
    english = page("About", summary="Who we are.", body=rich_text("One."))
    urdu = translated(english)
    change(english)
    assert again(urdu).stale_since is None


def test_a_draft_of_the_source_makes_nothing_stale() -> None:
    english = page("About", summary="Who we are.")
    urdu = translated(english)
    english.summary = "What we do."
    english.save_revision()
    assert again(urdu).stale_since is None


def test_a_translation_published_with_a_former_text_stays_stale(
    django_capture_on_commit_callbacks,
) -> None:
    english = page("About", summary="Who we are.")
    urdu = translated(english)
    change(english, summary="What we do.")
    since = again(urdu).stale_since
    with django_capture_on_commit_callbacks(execute=True):
        translation_of(english).save_target(publish=True)
    assert again(urdu).stale_since == since
    assert again(urdu).summary == "اردو Who we are."


def test_a_translation_published_with_every_text_anew_is_not_stale(
    django_capture_on_commit_callbacks,
) -> None:
    english = page("About", summary="Who we are.")
    urdu = translated(english)
    change(english, summary="What we do.")
    translation = translation_of(english)
    translate_texts(translation)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert again(urdu).stale_since is None
    assert again(urdu).summary == "اردو What we do."


def test_a_revision_made_before_the_source_changed_does_not_clear_the_mark() -> None:
    english = page("About", summary="Who we are.")
    urdu = translated(english)
    submitted = again(urdu).save_revision()
    change(english, summary="What we do.")
    translate_texts(translation_of(english))
    Revision.objects.get(pk=submitted.pk).publish()
    assert again(urdu).stale_since is not None


def test_a_translation_edited_by_hand_becomes_stale_and_is_cleared_by_publishing() -> None:
    english = page("About", summary="Who we are.")
    urdu = translated(english)
    Translation.objects.update(enabled=False)
    change(english, summary="What we do.")
    assert again(urdu).stale_since is not None
    change(urdu, summary="ہم کیا کرتے ہیں۔")
    assert again(urdu).stale_since is None


def test_saving_a_carried_text_unchanged_counts_as_translated() -> None:
    english = page("About", summary="Who we are.")
    translated(english)
    change(english, summary="What we do.")
    translation = translation_of(english)
    assert memory.outdated(translation) == 1
    carried = StringTranslation.objects.get(memory.CARRIED)
    carried.tool_name, carried.translation_type = "", "manual"
    carried.save()
    assert memory.is_complete(translation)


def test_every_text_that_is_translated_has_a_field_in_the_translation_editor() -> None:
    """Else a translation could never be complete, and so never be published."""
    from wagtail.models import get_page_models
    from wagtail_localize.fields import get_translatable_fields
    from wagtail_localize.views.edit_translation import TabHelper

    from content.models import BasePage

    for model in get_page_models():
        if not issubclass(model, BasePage):
            continue
        known = TabHelper(model()).field_tab_mapping
        translated_fields = {
            one.field_name for one in get_translatable_fields(model) if one.is_translated(model())
        }
        assert translated_fields <= set(known), model


def test_segments_are_those_of_the_published_source() -> None:
    english = page("About", summary="Who we are.")
    translated(english)
    change(english, summary="What we do.")
    texts = StringSegment.objects.filter(source__object_id=english.translation_key)
    assert "What we do." in {one.string.data for one in texts}
