"""The body of a page: every kind of block, in both languages."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from content import renditions
from content.blocks.links import LinkBlock
from programs.charts import Chart
from tests.machine import pages as make
from tests.pages.bodies import block, every_kind, items, picture
from tests.pages.reading import has_no_gaps, heading_levels, links, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def both() -> Callable[..., None]:
    """Make the page "About" with that body, in English and in Urdu."""

    def publish(blocks: list[dict[str, Any]]) -> None:
        body = json.dumps(blocks)
        english = make.information("About", body=body)
        make.information("تعارف", "ur", twin=english, body=body)

    return publish


@pytest.fixture
def linked() -> Any:
    english = make.information("Contact us", slug="contact")
    make.information("رابطہ کریں", "ur", twin=english)
    return english


@pytest.fixture
def numbers() -> tuple[Any, Any]:
    make.section("figures")
    make.section("figures", "ur")
    return make.figure(), make.figure("exports-2025", label_en="Later", label_ur="بعد میں", value=4)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_kind_of_block_is_shown_in_order(read, both, linked, numbers, language) -> None:
    both(every_kind(*numbers, linked))
    page = read(f"/{language}/about/")
    assert has_no_gaps(heading_levels(page))
    ids = [found.get("id") for found in page.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    named = {found.get("aria-labelledby") for found in page.cssselect("[aria-labelledby]")}
    assert named <= set(ids)
    assert not page.cssselect("main [style], main script, .prose > [class^=block-]")


def test_a_block_heading_follows_the_heading_above_it(read, both, linked, numbers) -> None:
    group = block("figure_group", {"title": "Numbers", "figures": items(numbers[0].pk)})
    both([group, block("heading", "Part"), group])
    levels = [(found.tag, found.text) for found in read("/en/about/").cssselect("main h2, main h3")]
    assert levels == [("h2", "Numbers"), ("h2", "Part"), ("h3", "Numbers")]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_more_blocks_cost_no_more_queries(queries, both, linked, numbers, language) -> None:
    once = every_kind(*numbers, linked)
    both(once)
    few = queries(f"/{language}/about/")
    again = [block for _ in range(5) for block in every_kind(*numbers, linked)]
    for page in make.InformationPage.objects.filter(slug="about"):
        page.body = json.dumps(again)
        page.save()
    assert queries(f"/{language}/about/") == few


def test_links_lead_to_pages_in_the_language_of_the_page(read, both, linked) -> None:
    both([
        block("link", {"page": linked.pk, "url": "", "text": "Go on", "hint": ""}),
        block("related_pages", items(linked.pk)),
        block("text", f'<p><a linktype="page" id="{linked.pk}">in the text</a></p>'),
    ])  # fmt: skip
    urdu = links(read("/ur/about/"))
    assert urdu == dict.fromkeys(["Go on", "رابطہ کریں", "in the text"], "/ur/contact/")


def test_nothing_leads_to_a_page_that_is_not_there_yet(read, both) -> None:
    english = make.information("Contact us", slug="contact")
    both([
        block("link", {"page": english.pk, "url": "", "text": "Go on", "hint": ""}),
        block("related_pages", items(english.pk)),
    ])  # fmt: skip
    assert links(read("/ur/about/")) == {}
    assert set(links(read("/en/about/"))) == {"Go on", "Contact us"}


def test_a_chosen_page_can_still_be_asked_for_everything(linked) -> None:
    (value,) = LinkBlock().bulk_to_python([{"page": linked.pk, "text": "Go on"}])
    assert (value["page"].title, value["page"].slug) == ("Contact us", "contact")


def test_ranges_in_urdu_keep_their_order(read, both, linked) -> None:
    both([
        block("text", "<p>مالی سال 2023-24 اور <a href=\"https://example.org/1-2\">9–17</a></p>"),
        block("timeline", items({"when": "2021-22", "title": "آغاز", "text": ""})),
    ])  # fmt: skip
    isolated = read("/ur/about/").cssselect("main bdi.range")
    assert [found.text for found in isolated] == ["2023-24", "9–17", "2021-22"]
    assert not read("/en/about/").cssselect("bdi.range")


class TestPictures:
    def test_a_picture_comes_in_the_widths_made_at_upload(self, read, both) -> None:
        image = picture()
        made = set(image.renditions.values_list("pk", flat=True))
        both([block("image", {"image": image.pk, "caption": ""})])
        shown = read("/en/about/").cssselect("main img")[0]
        widths = [source.split()[1] for source in shown.get("srcset").split(", ")]
        assert widths == ["360w", "720w", "1200w"]
        assert (shown.get("width"), shown.get("height")) == ("1200", "600")
        assert set(image.renditions.values_list("pk", flat=True)) == made

    def test_until_a_picture_is_made_its_words_stand_in_its_place_and_none_is_made(
        self, read, both
    ) -> None:
        image = picture()
        image.renditions.all().delete()
        both([block("image", {"image": image.pk, "caption": "A view"})])
        page = read("/en/about/")
        assert not page.cssselect("main img")
        assert text(page, "main figure p") == "Mountains under snow"
        assert text(page, "main figcaption") == "A view"
        assert not image.renditions.exists()

    def test_what_the_worker_makes_is_seen_at_once(self, read, both) -> None:
        image = picture()
        both([block("image", {"image": image.pk, "caption": ""})])
        image.renditions.all().delete()
        read("/en/about/")
        assert renditions.make_missing() == 1
        assert read("/en/about/").cssselect("main img")[0].get("srcset").count(" ") == 5

    def test_the_first_picture_loads_at_once_the_others_when_near(self, read, both) -> None:
        both([block("image", {"image": picture().pk, "caption": ""}) for _ in range(3)])
        shown = read("/en/about/").cssselect("main img")
        assert [found.get("loading") for found in shown] == [None, "lazy", "lazy"]
        assert [found.get("fetchpriority") for found in shown] == ["high", None, None]

    def test_alt_text_is_in_the_language_of_the_page(self, read, both) -> None:
        both([block("image", {"image": picture().pk, "caption": ""})])
        assert read("/en/about/").cssselect("main img")[0].get("alt") == "Mountains under snow"
        assert read("/ur/about/").cssselect("main img")[0].get("alt") == "برف پوش پہاڑ"

    def test_a_decorative_picture_says_nothing(self, read, both) -> None:
        image = picture(is_decorative=True)
        both([block("image", {"image": image.pk, "caption": "A pattern"})])
        assert read("/en/about/").cssselect("main img")[0].get("alt") == ""


def test_a_document_says_type_size_and_language(read, both, linked, numbers) -> None:
    both(every_kind(*numbers, linked))
    page = read("/en/about/")
    assert text(page, ".document-facts") == "PDF, 2.0 KB, in English"
    assert page.cssselect(".documents a")[0].get("hreflang") == "en"
    assert read("/ur/about/").cssselect(".documents bdi")[0].get("lang") == "en"


class TestCharts:
    def figures(self, *values: int, **fields: Any) -> list[Any]:
        return [make.figure(f"point-{place}", value=value, period_en=f"20{place}", **fields)
                for place, value in enumerate(values)]  # fmt: skip

    def test_bars_are_shares_of_the_longest(self) -> None:
        chart = Chart.of_figures(self.figures(10, 40, 0))
        assert [mark.share for mark in chart.marks] == [25.0, 100.0, 0.0]

    def test_figures_of_one_thing_are_told_apart_by_their_periods(self) -> None:
        assert [mark.label for mark in Chart.of_figures(self.figures(1, 2)).marks] == ["200", "201"]

    def test_a_line_starts_at_zero_and_runs_from_left_to_right(self) -> None:
        chart = Chart.of_figures(self.figures(0, 5, 10), "line")
        assert [(mark.x, mark.y) for mark in chart.marks] == [(20, 240), (320, 130), (620, 20)]
        assert chart.points == "20,240 320,130 620,20"

    def test_two_points_make_no_line(self) -> None:
        assert Chart.of_figures(self.figures(5, 10), "line").kind == "bar"

    def test_only_zeros_are_drawn_as_nothing(self) -> None:
        assert {mark.share for mark in Chart.of_figures(self.figures(0, 0)).marks} == {0}

    @pytest.mark.parametrize("kind", ["bar", "line"])
    def test_the_table_says_all_that_is_drawn_with_period_and_source(
        self, read, both, kind
    ) -> None:
        make.section("figures")
        chosen = items(*(figure.pk for figure in self.figures(5, 7, 10)))
        both([block("chart", {"title": "Growth", "says": "It grew.", "kind": kind,
                              "figures": chosen})])  # fmt: skip
        page = read("/en/about/")
        assert links(page, ".chart tbody") == {
            f"20{place}": f"/en/figures/point-{place}/" for place in range(3)
        }
        assert text(page, ".chart tbody .number") == "$5 billion $7 billion $10 billion"
        assert "Finance Division" in text(page, ".chart .figure-facts")
        assert text(page, ".chart-says") == "It grew."
