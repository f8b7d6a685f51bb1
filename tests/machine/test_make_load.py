"""Very many pages, made in bulk: they must be as Wagtail would have made them."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from content.models import ContentChange
from home.bulk.load import existing
from home.bulk.pages import slug_of
from home.bulk.texts import Writer
from home.search import find
from news.models import AnnouncementPage
from programs.models import ProgrammePage
from tests.machine import pages
from tests.machine.committing import as_if_committed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sections() -> None:
    pages.category()
    for name in ("programs", "news"):
        for language in ("en", "ur"):
            pages.section(name, language)


def make(number: int, *more: str) -> str:
    return said("--pages", str(number), *more)


def said(*arguments: str) -> str:
    told = StringIO()
    call_command("make_load", *arguments, stdout=told)
    return told.getvalue().strip()


def loaded() -> Any:
    return Page.objects.filter(slug__startswith="load-")


def test_it_ends_with_as_many_as_were_asked_for() -> None:
    assert make(60) == "60 pages made, 0 removed; there are 60 now."
    assert make(60) == "0 pages made, 0 removed; there are 60 now."
    assert make(20) == "0 pages made, 40 removed; there are 20 now."
    assert make(30) == "10 pages made, 0 removed; there are 30 now."
    assert loaded().count() == 30


def test_the_tree_is_sound() -> None:
    pages.announcement("Older")
    make(60)
    pages.announcement("Newer")
    make(80)
    assert all(problems == [] for problems in Page.find_problems())


def test_both_languages_are_translations_with_one_slug_and_their_own_text() -> None:
    make(60)
    english = AnnouncementPage.objects.get(slug=slug_of(1), locale__language_code="en")
    urdu = english.get_translation(pages.section("news", "ur").locale)
    assert (urdu.slug, urdu.date, urdu.category) == (english.slug, english.date, english.category)
    assert english.title.isascii()
    assert not urdu.title.isascii()
    assert urdu.url_path == f"{pages.section('news', 'ur').url_path}{urdu.slug}/"


def test_a_page_can_be_read_listed_found_and_edited(client: Client, admin_user: Any) -> None:
    make(60)
    page = AnnouncementPage.objects.get(slug=slug_of(1), locale__language_code="ur")
    assert page.title in client.get(f"/ur/news/{page.slug}/").content.decode()
    assert page in AnnouncementPage.latest(page.locale_id)
    programme = ProgrammePage.objects.filter(slug__startswith="load-").first()
    assert programme in ProgrammePage.listed_by_name(programme.locale_id)
    assert page.pk in [hit.pk for hit in find(page.title, "ur").hits]
    client.force_login(admin_user)
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    page.save_revision().publish()


def test_the_index_of_the_search_is_as_wagtail_would_write_it() -> None:
    make(60)
    ours = [str(pk) for pk in loaded().values_list("pk", flat=True)]
    entries = get_search_backend().get_index_for_model(Page).entries.filter(object_id__in=ours)
    columns = ("content_type", "object_id", "title", "body", "autocomplete")
    written = sorted(entries.values_list(*columns), key=str)
    assert len(written) == 60
    call_command("update_index", verbosity=0)
    assert sorted(entries.values_list(*columns), key=str) == written


def test_the_same_number_always_has_the_same_text() -> None:
    for language in ("en", "ur"):
        one, again, other = (Writer(number, language).text() for number in (7, 7, 8))
        assert one == again != other
        assert len(one.summary) <= 300


def test_removing_takes_all_of_it_and_nothing_else() -> None:
    kept = pages.announcement("Ours")
    foreign = pages.announcement("Like one of the load", slug=slug_of(900_000))
    before = set(Page.objects.values_list("pk", flat=True))
    make(60)
    changed = AnnouncementPage.objects.get(slug=slug_of(1), locale__language_code="en")
    changed.save_revision(log_action=True).publish()
    said("--remove")
    assert set(Page.objects.values_list("pk", flat=True)) == before >= {kept.pk, foreign.pk}
    assert existing() == {}
    assert all(problems == [] for problems in Page.find_problems())
    entries = get_search_backend().get_index_for_model(Page).entries
    assert not entries.filter(object_id=str(changed.pk)).exists()


def test_the_stamp_advances_once() -> None:
    as_if_committed()
    before = ContentChange.objects.count()
    make(60)
    assert ContentChange.objects.count() == before + 1


def test_a_real_site_is_not_filled_by_mistake(settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="real site"):
        make(60)
    assert make(60, "--force").startswith("60 pages made")
    assert said("--remove").startswith("0 pages made, 60 removed")


@pytest.mark.parametrize("number", [3, -2, 2_000_000])
def test_other_numbers_are_refused(number: int) -> None:
    with pytest.raises(CommandError, match="even number"):
        make(number)
