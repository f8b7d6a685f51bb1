"""A translator who may not publish hands the translation to the publishers."""

import pytest
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from accounts.roles import EDITORS, PUBLISHERS, TRANSLATORS_EN, TRANSLATORS_UR
from tests.staff.factories import (
    again,
    change,
    page,
    refused,
    signed_in,
    translate_texts,
    translated,
    translation_of,
)

pytestmark = pytest.mark.django_db


def ready():
    """A translation of a changed page, translated anew and not yet published."""
    english = page("About", summary="Who we are.")
    urdu = translated(english)
    english = change(english, summary="What we do.")
    translation = translation_of(english)
    translate_texts(translation)
    return urdu, translation


def submit(client, translation):
    return client.post(reverse("translation:submit_for_review", args=[translation.pk]))


def act(client, urdu, action):
    state = TaskState.objects.get(status="in_progress")
    address = reverse("wagtailadmin_pages:workflow_action", args=[urdu.pk, action, state.pk])
    return client.post(address, {"comment": "x", "next": "/admin/"})


def test_submitting_starts_the_review_and_leaves_the_live_page_alone() -> None:
    urdu, translation = ready()
    submit(signed_in(TRANSLATORS_UR), translation)
    assert again(urdu).workflow_in_progress
    assert again(urdu).summary == "اردو Who we are."
    assert again(urdu).get_latest_revision_as_object().summary == "اردو What we do."


def test_approving_publishes_the_translation() -> None:
    urdu, translation = ready()
    submit(signed_in(TRANSLATORS_UR), translation)
    act(signed_in(PUBLISHERS), urdu, "approve")
    assert again(urdu).summary == "اردو What we do."
    assert again(urdu).stale_since is None


@pytest.mark.parametrize("role", [TRANSLATORS_UR, EDITORS, TRANSLATORS_EN])
def test_only_publishers_approve(role: str) -> None:
    urdu, translation = ready()
    submit(signed_in(TRANSLATORS_UR), translation)
    act(signed_in(role), urdu, "approve")
    assert again(urdu).summary == "اردو Who we are."


def test_a_translation_that_was_sent_back_is_submitted_again() -> None:
    urdu, translation = ready()
    translator = signed_in(TRANSLATORS_UR)
    submit(translator, translation)
    act(signed_in(PUBLISHERS), urdu, "reject")
    submit(translator, translation)
    assert again(urdu).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


def test_a_part_translation_is_not_submitted() -> None:
    english = page("About")
    urdu = translated(english)
    english = change(english, summary="Quite new.")
    submit(signed_in(TRANSLATORS_UR), translation_of(english))
    assert not again(urdu).workflow_in_progress


def test_a_translation_in_review_is_closed_to_its_translator() -> None:
    _, translation = ready()
    translator = signed_in(TRANSLATORS_UR)
    submit(translator, translation)
    segment = translation.source.stringsegment_set.first()
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    response = translator.put(address, "value=x", content_type="application/x-www-form-urlencoded")
    assert refused(response)


def test_a_translator_sees_the_button_and_a_publisher_the_decision() -> None:
    urdu, translation = ready()
    editor = reverse("wagtailadmin_pages:edit", args=[urdu.pk])
    translator, publisher = signed_in(TRANSLATORS_UR), signed_in(PUBLISHERS)
    assert "Submit translation for review" in translator.get(editor).content.decode()
    assert "Submit translation for review" not in publisher.get(editor).content.decode()
    submit(translator, translation)
    assert "In review" in translator.get(editor).content.decode()
    assert "workflow/action" in publisher.get(editor).content.decode()
    assert "data-workflow-action-url" not in translator.get(editor).content.decode()


def test_the_editor_says_what_is_missing_and_since_when_it_is_stale() -> None:
    english = page("About", summary="Who we are.")
    urdu = translated(english)
    change(english, summary="What we do.", search_description="Quite new.")
    text = signed_in(TRANSLATORS_UR).get(
        reverse("wagtailadmin_pages:edit", args=[urdu.pk])
    ).content.decode()  # fmt: skip
    assert "The source changed on" in text
    assert "Texts without translation: <strong>1</strong>" in text
    assert "Texts whose source was reworded: <strong>1</strong>" in text
