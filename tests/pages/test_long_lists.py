"""Lists that nobody counts: their pages, their order, and what stands in them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from wagtail.models import Page

from content import paging
from content.translations import locale_id
from news.models import AnnouncementPage
from programs.models import ProgrammePage
from tests.machine import pages as make
from tests.pages.reading import links, text
from urdu.sorting import sort_key

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)


def announce(number: int, on: date | None = None) -> None:
    """So many announcements, the later numbers on later days, or all on one."""
    for place in range(number):
        make.announcement(f"Number {place}", date=on or FIRST + timedelta(days=place))


def numbers(page: Any) -> list[int]:
    return [int(title.split()[1]) for title in links(page, ".entries")]


@pytest.mark.parametrize("day", [None, FIRST])
def test_each_page_goes_on_where_the_one_before_ended(read, day) -> None:
    announce(45, day)
    shown = [numbers(read(f"/en/news/?page={page}")) for page in (1, 2, 3)]
    assert shown[0] + shown[1] + shown[2] == list(range(44, -1, -1))


@pytest.mark.parametrize("order", [(3, 2, 1), (3, 1, 2), (2, 3, 1)])
def test_a_page_is_the_same_whichever_was_read_before(read, order) -> None:
    announce(45, FIRST)
    shown = {page: numbers(read(f"/en/news/?page={page}")) for page in order}
    assert shown[1] + shown[2] + shown[3] == list(range(44, -1, -1))


def test_a_page_is_the_same_when_a_process_has_kept_too_many(read, monkeypatch) -> None:
    monkeypatch.setattr(paging, "MOST_KEPT", 1)
    announce(65)
    for page in (4, 2, 3, 4, 1):
        assert numbers(read(f"/en/news/?page={page}"))[0] == 64 - 20 * (page - 1)


def test_a_new_announcement_moves_what_comes_after(read) -> None:
    announce(21)
    assert numbers(read("/en/news/?page=2")) == [0]
    make.announcement("Number 99", date=date(2026, 3, 1))
    assert numbers(read("/en/news/?page=2")) == [1, 0]


def test_the_pager_says_where_the_reader_is_without_a_total(read) -> None:
    announce(41)
    first, last = read("/en/news/"), read("/en/news/?page=3")
    assert "Announcements 1 to 20, newest first" in text(first)
    assert links(first, ".pagination") == {"Next page": "?page=2"}
    assert "Page 3" in text(last, ".pagination")
    assert "Announcements 41 to 41" in text(last)
    assert links(last, ".pagination") == {"Previous page": "?page=2"}


def test_the_pager_says_it_in_urdu(read) -> None:
    for place in range(21):
        make.announcement(f"خبر {place}", "ur", slug=f"news-{place}")
    page = read("/ur/news/?page=2")
    assert "اعلانات 21 تا 21" in text(page)
    assert "صفحہ 2" in text(page, ".pagination")


def test_a_full_page_without_another_one_is_the_last(read) -> None:
    announce(20)
    assert not read("/en/news/").cssselect(".pagination")


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "1.5", "9" * 30, "1000001", "\u00b2"])
@pytest.mark.parametrize("path", ["/en/news/", "/en/programs/"])
def test_a_page_that_is_not_there_is_not_found(client: Client, path: str, page: str) -> None:
    announce(20)
    make.programme("Skills")
    assert client.get(path, {"page": page}).status_code == 404


def test_an_empty_list_has_a_first_page(client: Client) -> None:
    make.section("news")
    assert client.get("/en/news/", {"page": "1"}).status_code == 200


def test_filters_and_pages_go_together(read) -> None:
    announce(45)
    for place in range(3):
        make.announcement(f"Number {100 + place}", date=date(2024, 1, 1 + place))
    page = read("/en/news/?year=2026&category=results&page=3")
    assert numbers(page) == [4, 3, 2, 1, 0]
    assert links(page, ".pagination") == {"Previous page": "?year=2026&category=results&page=2"}


def test_years_are_those_of_the_language_the_latest_first(read) -> None:
    for place, year in enumerate((2019, 2024, 2024, 2022)):
        make.announcement(f"Number {place}", date=date(year, 12, 31))
    make.announcement("خبر", "ur", date=date(2021, 1, 1), slug="khabar")
    page = read("/en/news/")
    years = [name for name in links(page, ".filters") if name.isdecimal()]
    assert years == ["2024", "2022", "2019"]


class TestWhatStandsInAList:
    def listed(self) -> list[str]:
        return [page.title for page in AnnouncementPage.listed(locale_id("en"))]

    def test_what_is_published_does_and_a_draft_does_not(self) -> None:
        page = make.announcement("Number 1", live=False)
        assert self.listed() == []
        page.save_revision().publish()
        assert self.listed() == ["Number 1"]

    def test_what_is_unpublished_does_not_even_if_its_type_is_not_known(self) -> None:
        page = make.announcement("Number 1")
        Page.objects.get(pk=page.pk).unpublish()
        assert self.listed() == []

    def test_what_is_read_from_an_old_revision_stands_where_it_stood(self) -> None:
        page = make.announcement("Number 1", live=False)
        revision = page.save_revision()
        revision.publish()
        AnnouncementPage.objects.get().save_revision()
        revision.publish()
        assert self.listed() == ["Number 1"]

    def test_a_page_that_an_update_made_unreadable_is_not_shown(self, read) -> None:
        make.announcement("Number 1")
        make.announcement("Number 2")
        Page.objects.filter(title="Number 1").update(live=False)
        assert numbers(read("/en/news/")) == [2]


class TestOrderOfProgrammes:
    TITLES = (
        "چین", "آب", "اب", "پانی", "بھارت", "بہار", "ژالہ", "Zebra", "apple", "10 منصوبے",
        "9 منصوبے", "منصوبہ", "منصوبۂ", "۹ اور ١٠",
    )  # fmt: skip

    def test_the_database_sorts_as_the_alphabet_does(self) -> None:
        for place, title in enumerate(self.TITLES):
            make.programme(title, "ur", slug=f"page-{place}")
        with override("ur"):
            listed = ProgrammePage.listed_by_name(locale_id("ur")).order_by("name_order", "pk")
        assert [page.title for page in listed] == sorted(self.TITLES, key=sort_key)

    def test_a_renamed_programme_moves(self, read) -> None:
        page = make.programme("Zebra")
        make.programme("Middle")
        page.title = "Apple"
        page.save_revision().publish()
        assert list(links(read("/en/programs/"), ".entries")) == ["Apple", "Middle"]


def test_a_draft_beside_a_live_page_moves_nothing_in_the_list(read) -> None:
    for title in ("Alpha", "Beta"):
        make.programme(title)
    page = ProgrammePage.objects.get(title="Alpha")
    page.title = "Zebra"
    page.save_revision()
    assert list(links(read("/en/programs/"), ".entries")) == ["Alpha", "Beta"]
    page.get_latest_revision().publish()
    assert list(links(read("/en/programs/"), ".entries")) == ["Beta", "Zebra"]


@pytest.mark.parametrize("number", ["02", "+2", "۲", "2.0", "0", "-1", "nonsense"])
def test_a_page_of_a_list_has_one_number(client: Client, number: str) -> None:
    announce(25)
    assert client.get("/en/news/", {"page": number}).status_code == 404


def test_no_number_at_all_is_the_first_page(client: Client) -> None:
    announce(1)
    assert client.get("/en/news/?page=").status_code == 200
    assert client.get("/en/search/?q=number&page=").status_code == 200
