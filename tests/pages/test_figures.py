"""The list of figures and a figure's page."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from programs.figures import qualified
from programs.models import Series, Source, Theme
from tests.machine import pages as make
from tests.pages.bodies import block
from tests.pages.reading import has_no_gaps, heading_levels, links, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists() -> None:
    make.section("figures")
    make.section("figures", "ur")


def another_theme() -> Theme:
    return Theme.objects.create(code="skills", name_en="Skills", name_ur="مہارتیں", position=9)


@pytest.fixture
def figure(lists: None) -> Any:
    """A figure with everything that can be said of it."""
    source = Source.objects.create(
        code="daily", title="IT exports soar", publisher_en="The Daily", publisher_ur="روزنامہ",
        published_text_en="mid 2025", published_text_ur="2025 کا وسط",
        link="https://example.org/exports",
    )  # fmt: skip
    return make.figure(
        "exports", qualifier="over", as_of=date(2025, 8, 14), source=source,
        note_en="Another source says less.", note_ur="ایک اور ماخذ کم بتاتا ہے۔",
    )  # fmt: skip


def test_a_figure_says_value_qualifier_and_period(read, figure) -> None:
    head = read("/en/figures/exports/").cssselect(".page-head")[0]
    assert text(head, "h1") == "IT exports"
    assert text(head, ".figure-value bdi") == "over $3.223 billion"
    assert text(head, ".lede") == "fiscal year 2023-24"


def test_a_figure_says_as_of_when_and_by_which_source(read, figure) -> None:
    facts = read("/en/figures/exports/").cssselect(".meta")[0]
    assert "as of 14 August 2025" in text(facts, "div")
    assert "The Daily, mid 2025" in text(facts, "div")
    assert links(facts, "div") == {"IT exports soar": "https://example.org/exports"}


def test_in_urdu_all_but_the_title_of_the_source_is_urdu(read, figure) -> None:
    page = read("/ur/figures/exports/")
    assert text(page, ".figure-value") == "3.223 ارب ڈالر سے زائد"
    assert "14 اگست 2025 تک" in text(page, ".meta")
    assert "روزنامہ، 2025 کا وسط" in text(page, ".meta")
    assert [found.text for found in page.cssselect(".meta [lang=en]")] == ["IT exports soar"]


def test_how_it_stands_to_other_sources_is_said(read, figure) -> None:
    assert "Another source says less." in text(read("/en/figures/exports/"), ".prose")
    assert "ایک اور ماخذ کم بتاتا ہے۔" in text(read("/ur/figures/exports/"), ".prose")


def test_a_series_is_drawn_with_its_table(read, figure) -> None:
    series = Series.objects.create(
        code="exports", title_en="Exports", title_ur="برآمدات",
        description_en="They grew.", description_ur="بڑھیں۔",
    )  # fmt: skip
    figure.series = series
    figure.save()
    make.figure("exports-before", value=2, period_en="the year before", series=series)
    page = read("/en/figures/exports/")
    assert text(page, ".chart figcaption") == "Exports They grew."
    assert len(page.cssselect(".chart .bars li")) == len(page.cssselect(".chart tbody tr")) == 2
    assert has_no_gaps(heading_levels(page))


def test_a_figure_alone_in_its_series_has_no_chart(read, figure) -> None:
    figure.series = Series.objects.create(code="alone", title_en="Alone", title_ur="ایک")
    figure.save()
    assert not read("/en/figures/exports/").cssselect(".chart")


def test_the_pages_that_use_it_are_named_wherever_it_stands(read, figure) -> None:
    as_money = make.programme("Money", allocated=figure)
    as_fact = make.programme("Fact")
    as_fact.programme_figures.create(figure=figure)
    as_fact.save()
    body = json.dumps([block("figure", figure.pk)])
    in_text = make.announcement("Text", body=body)
    make.announcement("متن", "ur", twin=in_text, body=body)
    make.programme("Something else")
    assert list(links(read("/en/figures/exports/"), ".related")) == ["Fact", "Money", "Text"]
    assert as_money.live
    assert links(read("/ur/figures/exports/"), ".related") == {"متن": "/ur/news/text/"}


def test_a_page_not_yet_published_is_not_named(read, figure) -> None:
    make.programme("Draft", allocated=figure, live=False)
    assert not read("/en/figures/exports/").cssselect(".related")


def test_a_figure_that_does_not_exist_is_not_found(client: Client, lists) -> None:
    assert client.get("/en/figures/no-such-figure/").status_code == 404


def test_without_a_qualifier_an_amount_stands_alone() -> None:
    assert qualified("", "19") == "19"
    assert qualified("about", "19") == "about 19"


class TestList:
    def test_figures_stand_under_their_themes(self, read, figure) -> None:
        make.figure("trained", label_en="Trained", theme=another_theme())
        page = read("/en/figures/")
        groups = {text(group, "h2"): links(group, "ul") for group in page.cssselect("section")}
        assert groups == {
            "Exports": {"IT exports": "/en/figures/exports/"},
            "Skills": {"Trained": "/en/figures/trained/"},
        }
        assert "2 figures" in text(page)

    def test_a_theme_is_a_filter(self, read, figure) -> None:
        make.figure("trained", label_en="Trained", theme=another_theme())
        page = read("/en/figures/?theme=skills")
        assert [text(group, "h2") for group in page.cssselect("section")] == ["Skills"]

    @pytest.mark.parametrize("language", ["en", "ur"])
    def test_all_figures_can_be_downloaded(self, read, figure, language) -> None:
        offered = links(read(f"/{language}/figures/"), ".documents").values()
        assert list(offered) == ["/api/v1/figures.csv", "/api/v1/figures.json"]

    def test_an_empty_list_leads_to_the_search(self, read, lists) -> None:
        assert list(links(read("/en/figures/"), ".empty").values()) == ["/en/search/"]

    @pytest.mark.parametrize("language", ["en", "ur"])
    def test_more_figures_cost_no_more_queries(self, queries, figure, language) -> None:
        few = queries(f"/{language}/figures/")
        for place in range(30):
            make.figure(f"figure-{place}")
        assert queries(f"/{language}/figures/") == few
