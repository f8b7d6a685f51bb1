"""Search finds what a reader means, on whichever database the suite runs."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import override
from modelsearch.query import Phrase, PlainText
from wagtail.models import Page

from home.search import find, results
from tests.machine import pages

pytestmark = pytest.mark.django_db


def titles(words: str, language: str = "en") -> list[str]:
    with override(language):
        return [result.title for result in results(find(words, language).hits, language)]


def found_as(title: str, words: str) -> bool:
    pages.programme(title, "ur")
    return titles(words, "ur") == [title]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("ڈیجیٹل پاکستان", "ڈيجيٹل پاكستان"),
        ("ڈیجیٹل پاکستان", "پاكستان"),
        ("کتاب گھر", "كتاب"),
        ("آن لائن خدمات", "ان لائن"),
        ("ان لائن خدمات", "آن لائن"),
        ("ہاؤسنگ سکیم", "ہاوسنگ"),
        ("ہاوسنگ سکیم", "ہاؤسنگ"),
        ("محمّد علی مرکز", "محمد"),
        ("محمد علی مرکز", "محمّد"),
        ("نئی کتابیں", "کتاب"),
        ("نئی کتاب", "کتابیں"),
        ("نئی کتاب", "کتابوں"),
        ("پروگرام 2026", "۲۰۲۶"),
        ("پروگرام ۲۰۲۶", "2026"),
        ("پروگرام ٢٠٢٦", "2026"),
        ("گھر\u200cگھر انٹرنیٹ", "گھرگھر"),
        ("گھرگھر انٹرنیٹ", "گھر\u200cگھر"),
        ("گھر گھر انٹرنیٹ", "گھرگھر"),
        ("گھرگھر انٹرنیٹ", "گھر گھر"),
        ("فری\u200cلانسر تربیت", "فری لانسر"),
        ("فری لانسر تربیت", "فری\u200cلانسر"),
        ("فری لانسر تربیت", "فری لانسرز"),
        ("ﭘﺎﮐﺴﺘﺎﻥ", "پاکستان"),
    ],
)
def test_each_spelling_finds_its_page(title: str, words: str) -> None:
    assert found_as(title, words)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("IT exports", "export"),
        ("Freelancer training", "freelancers"),
        ("Training programme", "training program"),
        ("National incubation centers", "incubation centre"),
        ("Register as a freelancer", "How do I register?"),
        ("Register as a freelancer", "freelance registration"),
        ("2,700 interns", "2700"),
        ("2700 interns", "2,700"),
        ("e-Office suite", "e office"),
        ("IT industry", "it"),
        ("DIGITAL Economy", "digital ECONOMY"),
    ],
)
def test_english_is_found_by_its_stem(title: str, words: str) -> None:
    pages.programme(title)
    assert titles(words) == [title]


def test_all_words_must_be_there_if_any_page_has_them_all() -> None:
    pages.programme("Digital skills")
    pages.programme("Digital economy")
    found = find("digital economy", "en")
    assert [result.title for result in results(found.hits, "en")] == ["Digital economy"]
    assert found.all_words


def test_some_of_the_words_are_better_than_nothing() -> None:
    pages.programme("Digital economy")
    found = find("digital zebra", "en")
    assert len(found.hits) == 1
    assert not found.all_words


def test_only_live_pages_of_the_language_are_found() -> None:
    pages.programme("Digital skills")
    pages.programme("Digital Pakistan", "ur")
    pages.programme("Digital draft", live=False)
    assert titles("digital") == ["Digital skills"]


def test_a_page_that_is_unpublished_is_no_longer_found() -> None:
    page = pages.programme("Digital skills")
    page.unpublish()
    assert titles("digital") == []


def test_a_changed_title_is_found_and_the_old_one_is_not() -> None:
    page = pages.programme("Digital skills")
    page.title = "Boot camp"
    page.save_revision().publish()
    assert (titles("digital"), titles("camp")) == ([], ["Boot camp"])


def test_title_counts_more_than_summary_and_summary_more_than_text() -> None:
    filler = "Something else that has as many words as the others have in it."
    pages.programme("About one thing", summary=filler, body=[("text", f"<p>Exports. {filler}</p>")])
    pages.programme(
        "About two things", summary=f"Exports. {filler}", body=[("text", f"<p>{filler}</p>")]
    )
    pages.programme("About exports", summary=filler, body=[("text", f"<p>{filler}</p>")])
    assert titles("exports") == ["About exports", "About two things", "About one thing"]


def test_a_figure_is_found_by_label_period_and_note() -> None:
    pages.section("figures")
    pages.figure(note_en="Provisional.", note_ur="عارضی۔")
    for words in ("exports", "fiscal year 2023-24", "provisional"):
        assert titles(words) == ["IT exports"]


def test_a_figure_is_found_in_the_words_of_the_visitors_language_alone() -> None:
    for language in ("en", "ur"):
        pages.section("figures", language)
    pages.figure(note_en="Called GoodLuck in English.", note_ur="اردو میں BadLuck کہتے ہیں۔")
    assert titles("goodluck") == titles("IT exports") == ["IT exports"]
    assert titles("badluck") == titles("برآمدات") == []
    assert titles("badluck", "ur") == titles("برآمدات", "ur") == ["آئی ٹی برآمدات"]
    assert titles("۲۰۲۳", "ur") == titles("2023-24", "ur") == ["آئی ٹی برآمدات"]
    assert titles("goodluck", "ur") == titles("exports", "ur") == []


def test_a_corrected_figure_is_found_by_its_new_words() -> None:
    pages.section("figures")
    figure = pages.figure()
    figure.label_en = "Software earnings"
    figure.save()
    assert (titles("exports"), titles("earnings")) == ([], ["Software earnings"])


def test_figures_without_a_published_list_have_no_address_and_are_not_found() -> None:
    pages.figure()
    assert titles("exports") == []


def test_a_result_says_what_it_is_and_where() -> None:
    for language in ("en", "ur"):
        pages.section("figures", language)
    pages.figure()
    pages.programme("Exports programme", summary="Sells abroad.")
    pages.announcement("Exports rise")
    pages.information("About exports")
    lines = {result.kind: result for result in results(find("exports", "en").hits, "en")}
    assert {kind: line.url for kind, line in lines.items()} == {
        "figure": "/en/figures/it-exports/",
        "programme": "/en/programs/exports-programme/",
        "announcement": "/en/news/exports-rise/",
        "information": "/en/about-exports/",
    }
    assert lines["figure"].amount == "$3.223 billion"
    assert lines["programme"].summary == "Sells abroad."
    assert lines["announcement"].day is not None


def test_the_number_of_queries_does_not_grow_with_the_site(
    django_assert_num_queries: Any, settings: Any
) -> None:
    settings.STAMP_SECONDS = 60
    pages.section("figures")
    pages.figure()

    def ask() -> list[str]:
        return titles("exports")

    for number in range(3):
        pages.programme(f"Exports {number}")
    ask()
    with django_assert_num_queries(3):
        assert len(ask()) == 4
    for number in range(3, 12):
        pages.programme(f"Exports {number}")
        pages.announcement(f"Exports news {number}")
    ask()
    with django_assert_num_queries(3):
        assert len(ask()) == 22


def test_staff_search_in_the_admin_folds_spelling_too() -> None:
    pages.programme("ہاؤسنگ سکیم", "ur")
    assert [page.title for page in Page.objects.search("ہاوسنگ")] == ["ہاؤسنگ سکیم"]
    assert [page.title for page in Page.objects.autocomplete("ہاوس")] == ["ہاؤسنگ سکیم"]


@pytest.mark.parametrize("query", ["", "!!!", "\x00", '"', "()"])
def test_an_empty_search_by_staff_finds_nothing(query: str) -> None:
    pages.programme("Exports")
    assert list(Page.objects.search(query)) == []


def test_staff_can_exclude_words_and_ask_for_phrases() -> None:
    pages.programme("Digital skills")
    pages.programme("Digital economy")
    query = PlainText("digital") & ~PlainText("economies")
    assert [page.title for page in Page.objects.search(query)] == ["Digital skills"]
    assert [page.title for page in Page.objects.search(Phrase("Digital Skills"))] == [
        "Digital skills"
    ]


def test_rebuilding_the_index_finds_the_same() -> None:
    pages.section("figures")
    pages.figure()
    pages.programme("ہاؤسنگ سکیم", "ur")
    call_command("update_index", verbosity=0)
    call_command("update_index", verbosity=0)
    assert (titles("exports"), titles("ہاوسنگ", "ur")) == (["IT exports"], ["ہاؤسنگ سکیم"])
