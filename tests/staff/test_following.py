"""Both trees stay equal: moves and slugs of a page are followed by its translation."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page, Revision

from accounts.roles import PUBLISHERS, TRANSLATORS_EN
from content.translation.following import refuse_a_move_that_cannot_be_followed
from tests.staff.factories import (
    again,
    change,
    home,
    page,
    refused,
    signed_in,
    staff,
    superuser,
    translate_texts,
    translated,
    translation_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_commit_at_once(monkeypatch):
    """Wagtail says that a slug changed after the commit."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda call, *_, **__: call())


def test_a_translation_moves_along() -> None:
    section = page("Section")
    urdu_section = translated(section)
    english = page("About")
    urdu = translated(english)
    english.move(Page.objects.get(pk=section.pk), pos="last-child")
    assert again(urdu).get_parent().pk == urdu_section.pk


def test_a_moved_translation_takes_its_source_along() -> None:
    section = page("Section")
    urdu_section = translated(section)
    english = page("About")
    urdu = translated(english)
    urdu.move(Page.objects.get(pk=urdu_section.pk), pos="last-child")
    assert again(english).get_parent().pk == section.pk


def test_another_place_among_its_siblings_moves_nothing_else() -> None:
    english, other = page("About"), page("Other")
    urdu = translated(english)
    translated(other)
    path = again(urdu).path
    english.move(Page.objects.get(pk=other.pk), pos="right")
    assert again(urdu).path == path


def test_a_move_to_an_untranslated_place_is_refused() -> None:
    section, english = page("Section"), page("About")
    translated(english)
    user = staff(PUBLISHERS)
    with pytest.raises(PermissionDenied):
        refuse_a_move_that_cannot_be_followed(user, english, Page.objects.get(pk=section.pk))


def test_a_page_without_translation_moves_anywhere() -> None:
    section, english = page("Section"), page("About")
    place = Page.objects.get(pk=section.pk)
    assert refuse_a_move_that_cannot_be_followed(staff(PUBLISHERS), english, place) is None
    english.move(place, pos="last-child")
    assert again(english).get_parent().pk == section.pk


def test_a_page_does_not_move_into_the_other_language() -> None:
    english = page("About")
    address = reverse("wagtailadmin_pages:move_confirm", args=[english.pk, home("ur").pk])
    assert refused(superuser().post(address))
    assert again(english).get_parent().pk == home("en").pk


def test_a_page_is_not_copied_into_the_other_language() -> None:
    english = page("About")
    address = reverse("wagtailadmin_pages:copy", args=[english.pk])
    form = {"new_title": "About", "new_slug": "copy", "new_parent_page": home("ur").pk}
    assert refused(superuser().post(address, form))
    assert not home("ur").get_children().exists()


def test_a_page_is_copied_within_its_language() -> None:
    english = page("About")
    address = reverse("wagtailadmin_pages:copy", args=[english.pk])
    form = {"new_title": "About", "new_slug": "copy", "new_parent_page": home("en").pk}
    superuser().post(address, form)
    assert home("en").get_children().filter(slug="copy").exists()


def test_who_may_not_move_the_translation_may_not_move_the_page() -> None:
    section = page("Section", live=False)
    translated(section, live=False)
    english = page("About", live=False)
    translated(english, live=False)
    client = signed_in(TRANSLATORS_EN)
    address = reverse("wagtailadmin_pages:move_confirm", args=[english.pk, section.pk])
    assert refused(client.post(address))
    assert again(english).get_parent().pk != section.pk


def test_a_publisher_moves_both() -> None:
    section = page("Section")
    urdu_section = translated(section)
    english = page("About")
    urdu = translated(english)
    address = reverse("wagtailadmin_pages:move_confirm", args=[english.pk, section.pk])
    signed_in(PUBLISHERS).post(address)
    assert again(english).get_parent().pk == section.pk
    assert again(urdu).get_parent().pk == urdu_section.pk


def test_moving_many_at_once_asks_the_same() -> None:
    section, english = page("Section"), page("About")
    translated(english)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    response = signed_in(PUBLISHERS).post(
        f"{address}?id={english.pk}", {"chooser": section.pk, "next": "/admin/"}
    )
    assert refused(response)
    assert again(english).get_parent().pk != section.pk


def test_a_new_slug_is_followed() -> None:
    english = page("About")
    urdu = translated(english)
    change(english, slug="about-us")
    assert again(urdu).slug == "about-us"
    assert again(urdu).url.endswith("/ur/about-us/")


def test_pages_below_follow_to_the_new_address() -> None:
    english = page("About")
    translated(english)
    child = translated(page("Team", under=english, slug="team"))
    change(english, slug="about-us")
    assert again(child).url.endswith("/ur/about-us/team/")


def test_a_new_slug_makes_no_translation_stale() -> None:
    english = page("About")
    urdu = translated(english)
    change(english, slug="about-us")
    assert again(urdu).stale_since is None


def test_a_draft_does_not_bring_the_old_slug_back() -> None:
    english = page("About")
    urdu = translated(english)
    draft = again(urdu).save_revision()
    change(english, slug="about-us")
    Revision.objects.get(pk=draft.pk).publish()
    assert again(urdu).slug == "about-us"
    assert again(english).slug == "about-us"


def test_publishing_the_translation_does_not_bring_the_old_slug_back() -> None:
    english = page("About")
    urdu = translated(english)
    english = change(english, slug="about-us")
    translation = translation_of(english)
    translate_texts(translation)
    translation.save_target(publish=True)
    assert again(urdu).slug == again(english).slug == "about-us"


def test_a_slug_that_is_taken_in_the_other_language_is_refused_in_the_form() -> None:
    english = page("About")
    urdu = translated(english)
    page("اور", under=again(urdu).get_parent().specific, slug="taken")
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])
    client = signed_in(PUBLISHERS)
    form = {"title": "About", "slug": "taken", "body-count": 0, "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0, "comments-MAX_NUM_FORMS": 1000}  # fmt: skip
    response = client.post(address, {**form, "action-publish": "x"})
    assert "another language has this address" in response.content.decode()
    client.post(address, {**form, "slug": "free", "action-publish": "x"})
    assert again(urdu).slug == "free"
