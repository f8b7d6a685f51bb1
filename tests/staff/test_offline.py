"""Whole trees are translated by a command, not while somebody waits."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail_localize.models import LocaleSynchronization, Translation

from accounts.roles import ADMINISTRATORS
from tests.staff.factories import home, locale, page, signed_in, translated

pytestmark = pytest.mark.django_db


def sync(*args: str) -> str:
    out = StringIO()
    call_command("sync_locale", *args, stdout=out)
    return out.getvalue()


def test_every_untranslated_page_gets_a_draft() -> None:
    parent = page("Section")
    child = page("About", under=parent)
    sync("ur")
    for english in (parent, child):
        assert not english.get_translation(locale("ur")).live
        assert Translation.objects.filter(source__object_id=english.translation_key).exists()


def test_a_second_run_makes_nothing_more() -> None:
    page()
    sync("ur")
    assert sync("ur").strip() == "0 drafts made."


def test_what_is_translated_is_left_alone() -> None:
    english = page("About")
    urdu = translated(english)
    before = urdu.latest_revision_id
    sync("ur")
    urdu.refresh_from_db()
    assert urdu.latest_revision_id == before
    assert urdu.live


def test_an_alias_becomes_a_draft_and_goes_offline() -> None:
    english = page("About")
    english.copy_for_translation(locale("ur"), alias=True)
    sync("ur")
    urdu = english.get_translation(locale("ur"))
    assert urdu.alias_of_id is None
    assert not urdu.live


def test_the_other_direction_works_too() -> None:
    urdu = page("اردو صفحہ", under=home("ur"))
    sync("en", "--from", "ur")
    assert urdu.has_translation(locale("en"))


@pytest.mark.parametrize("args", [["ur", "--from", "ur"], ["fr"]])
def test_a_wrong_language_is_refused_in_one_line(args: list[str]) -> None:
    with pytest.raises(CommandError):
        sync(*args)


def test_a_language_s_form_does_not_start_a_synchronisation() -> None:
    page()
    urdu = locale("ur")
    table = LocaleSynchronization._meta.db_table
    client = signed_in(ADMINISTRATORS)
    address = reverse("wagtaillocales:edit", args=[urdu.pk])
    assert "Synchronise content" not in client.get(address).content.decode()
    client.post(
        address,
        {
            "language_code": "ur",
            f"component-{table}-enabled": "on",
            f"component-{table}-sync_from": locale("en").pk,
        },
    )
    assert not LocaleSynchronization.objects.exists()


def test_a_new_page_makes_no_alias_in_the_other_language() -> None:
    english = page()
    assert not english.has_translation(locale("ur"))
