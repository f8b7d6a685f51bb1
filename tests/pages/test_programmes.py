"""A programme's page, and the list of programmes."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from programs.models import Agency, Theme
from tests.machine import pages as make
from tests.pages.reading import has_no_gaps, heading_levels, links, text

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "ur"]


def agency(code: str = "pseb", **fields: Any) -> Agency:
    names = {"name_en": "Software Export Board", "name_ur": "سافٹ ویئر ایکسپورٹ بورڈ"}
    short = {"short_name_en": "PSEB", "short_name_ur": "پی ایس ای بی"}
    return Agency.objects.create(code=code, **names | short | fields)


def theme(code: str = "skills") -> Theme:
    return Theme.objects.create(code=code, name_en="Skills", name_ur="مہارتیں")


def money(code: str, value: str, **fields: Any) -> Any:
    labels = {"label_en": code.capitalize(), "label_ur": "رقم"}
    return make.figure(code, value=value, **labels | fields)


@pytest.fixture
def programme() -> Any:
    """A programme with every fact, in both languages."""
    make.section("figures")
    make.section("figures", "ur")
    related = make.programme("Boot camp")
    make.programme("بوٹ کیمپ", "ur", twin=related)
    facts = {
        "start_date": date(2023, 7, 1), "end_date": date(2025, 6, 30), "theme": theme(),
        "allocated": money("allocated", "12.65"), "spent": money("spent", "12.06"),
    }  # fmt: skip
    english = make.programme(
        "Training", summary="For freelancers.", fiscal_years="2023–24 and 2024–25",
        eligibility="<p>Anybody may.</p>", contact="Write to the board.", **facts,
    )  # fmt: skip
    urdu = make.programme(
        "تربیت", "ur", twin=english, fiscal_years="2023-24 اور 2024-25",
        eligibility="<p>ہر کوئی۔</p>", contact="بورڈ کو لکھیں۔", **facts,
    )  # fmt: skip
    board, trained = agency(), make.figure("trained", label_en="Trained", label_ur="تربیت یافتہ")
    for page in (english, urdu):
        page.agencies.add(board)
        page.programme_figures.create(figure=trained)
        page.related_programmes.create(programme=related)
        page.save()
    return english


def test_a_programme_says_who_when_and_for_how_much(read, programme) -> None:
    page = read("/en/programs/training/")
    facts = text(page, ".meta")
    assert text(page, ".status") == "Completed"
    assert "Software Export Board" in facts
    assert "Began on 1 July 2023" in facts
    assert "Ends on 30 June 2025" in facts
    assert "2023–24 and 2024–25" in facts
    assert "$12.06 billion spent of $12.65 billion allocated (95.3%)" in facts
    assert page.cssselect(".meter path")[0].get("d") == "M0 0h95.3v1H0z"


def test_facts_in_urdu_are_in_urdu(read, programme) -> None:
    page = read("/ur/programs/training/")
    facts = text(page, ".meta")
    assert "سافٹ ویئر ایکسپورٹ بورڈ" in facts
    assert "1 جولائی 2023 کو شروع" in facts
    assert "12.06 ارب ڈالر" in facts
    assert text(page, ".status") == "مکمل"


def test_money_stands_with_its_figures_period_and_source(read, programme) -> None:
    page = read("/en/programs/training/")
    assert {"/en/figures/allocated/", "/en/figures/spent/"} <= set(links(page, ".meta").values())
    assert text(page, ".meta .figure-facts") == "fiscal year 2023-24 · Finance Division"


def test_money_known_in_part_is_shown_without_a_share(read, programme) -> None:
    programme.allocated = None
    programme.save()
    page = read("/en/programs/training/")
    assert not page.cssselect(".meter")
    assert "Spent: $12.06 billion" in text(page, ".meta")


def test_money_in_two_units_has_no_share(programme) -> None:
    rupees = money("rupees", "5")
    rupees.unit = type(rupees.unit)(code="pkr-billion", template_en="Rs {value} billion")
    rupees.unit.save()
    programme.spent = rupees
    assert programme.spent_percent is None


def test_figures_are_never_bare(read, programme) -> None:
    card = read("/en/programs/training/").cssselect(".figure-group .figure")[0]
    assert links(card, ".figure-label") == {"Trained": "/en/figures/trained/"}
    assert text(card, ".figure-value") == "$3.223 billion"
    assert text(card, ".figure-facts") == "fiscal year 2023-24 · Finance Division"


def test_who_may_apply_and_whom_to_ask_have_headings(read, programme) -> None:
    page = read("/en/programs/training/")
    headings = [found.text_content() for found in page.cssselect("main h2")]
    assert headings == ["Figures", "Who may apply and how", "Contact", "Related programmes"]
    assert has_no_gaps(heading_levels(page))


@pytest.mark.parametrize(("language", "title"), [("en", "Boot camp"), ("ur", "بوٹ کیمپ")])
def test_related_programmes_are_in_the_language_of_the_page(
    read, programme, language, title
) -> None:
    page = read(f"/{language}/programs/training/")
    assert links(page, ".related") == {title: f"/{language}/programs/boot-camp/"}


def test_announcements_about_it_are_listed_newest_first(read, programme) -> None:
    for day, title in ((1, "First"), (2, "Second")):
        announcement = make.announcement(title, date=date(2026, 1, day))
        announcement.announcement_programmes.create(programme=programme)
        announcement.save()
    make.announcement("Of something else")
    page = read("/en/programs/training/")
    assert list(links(page, "section .entries")) == ["Second", "First"]


def test_an_empty_fact_leaves_nothing_behind(read) -> None:
    make.programme("Bare")
    page = read("/en/programs/bare/")
    assert not page.cssselect("main dl, main .figure-group, main nav, main section")


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_of_everything_costs_no_more_queries(queries, programme, language) -> None:
    few = queries(f"/{language}/programs/training/")
    for page in type(programme).objects.filter(slug="training"):
        for place in range(6):
            page.agencies.add(Agency.objects.get_or_create(code=f"agency-{place}")[0])
            page.programme_figures.create(
                figure=make.figure(f"figure-{language}-{page.locale_id}-{place}")
            )
            page.related_programmes.create(programme=make.programme(f"P {page.pk}-{place}"))
            news = make.announcement(f"News {page.pk}-{place}")
            news.announcement_programmes.create(programme=page)
            news.save()
        page.save()
    assert queries(f"/{language}/programs/training/") == few


def test_a_stale_translation_says_since_when_and_offers_the_original(read, programme) -> None:
    urdu = type(programme).objects.get(slug="training", locale__language_code="ur")
    type(urdu).objects.filter(pk=urdu.pk).update(stale_since="2026-03-04T05:00:00Z")
    notice = read("/ur/programs/training/").cssselect(".callout-warning")[0]
    assert "4 مارچ 2026" in notice.text_content()
    assert notice.cssselect("a")[0].get("href") == "/en/programs/training/"
    assert not read("/en/programs/training/").cssselect(".callout-warning")


class TestList:
    def titles(self, page: Any) -> list[str]:
        return [found.text_content() for found in page.cssselect(".entry-title")]

    def test_urdu_titles_follow_the_urdu_alphabet(self, read) -> None:
        for place, title in enumerate(["وزارت", "پارک", "ٹیکس", "بینک", "چارٹ"]):
            make.programme(title, "ur", slug=f"p-{place}")
        assert self.titles(read("/ur/programs/")) == ["بینک", "پارک", "ٹیکس", "چارٹ", "وزارت"]

    def test_an_entry_says_status_agencies_and_what_it_is(self, read, programme) -> None:
        entry = read("/en/programs/?theme=skills").cssselect(".entry")[0]
        assert text(entry, ".entry-meta") == "Completed PSEB"
        assert links(entry, ".entry-title") == {"Training": "/en/programs/training/"}
        assert "For freelancers." in entry.text_content()

    def test_filters_are_links_that_keep_each_other(self, read, programme) -> None:
        page = read("/en/programs/?theme=skills")
        offered = links(page, ".filters")
        assert offered["PSEB"] == "/en/programs/?theme=skills&agency=pseb"
        chosen = page.cssselect(".filters [aria-current]")
        assert "Skills" in [found.text_content() for found in chosen]

    def test_the_number_of_programmes_is_said(self, read, programme) -> None:
        assert "2 programmes" in text(read("/en/programs/"))
        assert "1 programme " in text(read("/en/programs/?theme=skills"))

    def test_long_lists_are_paged_and_keep_their_filters(self, read) -> None:
        for place in range(21):
            make.programme(f"Programme {place:02}")
        first = read("/en/programs/?status=completed")
        assert len(self.titles(first)) == 20
        assert links(first, ".pagination") == {"Next page": "?status=completed&page=2"}
        assert self.titles(read("/en/programs/?status=completed&page=2")) == ["Programme 20"]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_filter_that_nothing_fits_offers_all(self, read, programme, language) -> None:
        page = read(f"/{language}/programs/?status=planned")
        assert list(links(page, ".empty").values()) == [f"/{language}/programs/"]

    def test_an_empty_list_leads_to_the_search(self, read) -> None:
        make.section("programs")
        assert list(links(read("/en/programs/"), ".empty").values()) == ["/en/search/"]

    @pytest.mark.parametrize("query", ["status=unknown", "theme=x", "page=9", "page=x"])
    def test_what_is_not_offered_is_not_found(self, client: Client, programme, query) -> None:
        assert client.get(f"/en/programs/?{query}").status_code == 404
