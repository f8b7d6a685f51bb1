"""An announcement's page, and the list of announcements."""

from datetime import date
from typing import Any

import pytest

from programs.models import Source
from tests.machine import pages as make
from tests.pages.bodies import picture
from tests.pages.reading import has_no_gaps, heading_levels, links, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    return Source.objects.create(
        code="gazette", title="Nineteen projects completed", publisher_en="The Gazette",
        publisher_ur="گزٹ", published=date(2025, 11, 13), link="https://example.org/19",
        note_en="Cites official data.", note_ur="سرکاری اعداد نقل کرتا ہے۔",
    )  # fmt: skip


@pytest.fixture
def announcement(source: Source) -> Any:
    """An announcement with everything, in both languages."""
    programme = make.programme("Training")
    make.programme("تربیت", "ur", twin=programme)
    fields = {"date": date(2025, 11, 13), "source": source, "image": picture(),
              "correction_date": date(2025, 12, 1)}  # fmt: skip
    english = make.announcement("Projects completed", correction="It was 18.", **fields)
    urdu = make.announcement("منصوبے مکمل", "ur", english, correction="وہ 18 تھے۔", **fields)
    for page in (english, urdu):
        page.announcement_programmes.create(programme=programme)
        page.save()
    return english


def test_an_announcement_is_dated_and_leads_to_its_kind(read, announcement) -> None:
    head = read("/en/news/projects-completed/").cssselect(".page-head")[0]
    assert links(head, ".entry-meta") == {"Results": "/en/news/?category=results"}
    assert head.cssselect("time")[0].get("datetime") == "2025-11-13"
    assert text(head, "time") == "13 November 2025"


def test_a_correction_is_dated_and_stands_before_the_text(read, announcement) -> None:
    head = read("/en/news/projects-completed/").cssselect(".page-head")[0]
    assert text(head, ".callout-warning") == "Corrected on 1 December 2025 It was 18."


def test_the_source_is_named_with_publisher_date_and_link(read, announcement) -> None:
    page = read("/en/news/projects-completed/")
    assert links(page, ".meta") == {"Nineteen projects completed": "https://example.org/19"}
    assert "The Gazette, 13 November 2025 Cites official data." in text(page, ".meta")


def test_in_urdu_the_title_of_an_english_source_says_so(read, announcement) -> None:
    page = read("/ur/news/projects-completed/")
    assert page.cssselect(".meta bdi[lang=en]")[0].text == "Nineteen projects completed"
    assert "گزٹ، 13 نومبر 2025" in text(page, ".meta")


@pytest.mark.parametrize(("language", "title"), [("en", "Training"), ("ur", "تربیت")])
def test_the_programmes_it_is_about_are_in_its_language(
    read, announcement, language, title
) -> None:
    page = read(f"/{language}/news/projects-completed/")
    assert links(page, ".related") == {title: f"/{language}/programs/training/"}
    assert has_no_gaps(heading_levels(page))


def test_the_image_takes_two_queries_and_makes_nothing(queries, announcement) -> None:
    made = announcement.image.renditions.count()
    with_image = queries("/en/news/projects-completed/")
    announcement.image = None
    announcement.save()
    assert with_image == queries("/en/news/projects-completed/") + 2
    assert picture().renditions.count() == made


def test_a_missing_picture_is_not_made_by_who_looks_at_the_page(read, announcement) -> None:
    announcement.image.renditions.all().delete()
    page = read("/en/news/projects-completed/")
    assert not page.cssselect("main img")
    shared = page.cssselect("meta[property='og:image']")[0].get("content")
    assert shared.endswith("/static/img/sharing.png")
    assert not announcement.image.renditions.exists()


class TestList:
    def test_entries_are_newest_first_with_date_kind_and_one_line(self, read) -> None:
        make.announcement("Older", date=date(2024, 1, 1))
        make.announcement("Newer", date=date(2025, 1, 1), summary="What happened.")
        page = read("/en/news/")
        assert list(links(page, ".entries")) == ["Newer", "Older"]
        newest = page.cssselect(".entry")[0]
        assert text(newest, ".entry-meta") == "Results 1 January 2025"
        assert "What happened." in newest.text_content()
        assert "2 announcements" in text(page)

    def test_years_and_kinds_are_filters(self, read) -> None:
        make.announcement("Older", date=date(2024, 1, 1))
        make.announcement("Newer", date=date(2025, 1, 1))
        page = read("/en/news/?year=2024")
        assert list(links(page, ".entries")) == ["Older"]
        assert links(page, ".filters")["Results"] == "/en/news/?year=2024&category=results"

    @pytest.mark.parametrize("language", ["en", "ur"])
    def test_an_empty_list_leads_to_the_search(self, read, language) -> None:
        make.section("news", language)
        found = links(read(f"/{language}/news/"), ".empty")
        assert list(found.values()) == [f"/{language}/search/"]

    def test_more_announcements_cost_no_more_queries(self, queries) -> None:
        make.announcement("One")
        few = queries("/en/news/")
        for place in range(30):
            make.announcement(f"Another {place}")
        assert queries("/en/news/") == few
