"""The home page and what every page begins with."""

import json
from typing import Any

import pytest

from home.models import HomePage
from tests.machine import pages as make
from tests.pages.bodies import block
from tests.pages.reading import has_no_gaps, heading_levels, links, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    """The English home page with a task, a key figure and a chosen programme."""
    make.section("figures")
    task = make.information("Register", slug="register")
    page = make.home()
    page.lede, page.lede_text, page.search_hint = "Work and training", "Find both.", "Programmes"
    page.tasks = json.dumps([block("task", {"page": task.pk, "title": "Sign up", "text": "Soon."})])
    page.key_figures.create(figure=make.figure())
    figures = {
        "allocated": make.figure("allocated", value=20),
        "spent": make.figure("spent", value=5),
    }
    page.chosen_programmes.create(programme=make.programme("Training", **figures))
    page.save()
    return page


def test_the_home_page_begins_with_its_tasks_and_a_search(read, home) -> None:
    page = read("/en/")
    assert text(page, "h1") == "Work and training"
    assert links(page, ".cards") == {"Sign up": "/en/register/"}
    assert text(page, ".search label") == "Programmes"
    assert has_no_gaps(heading_levels(page))


def test_key_figures_are_never_bare(read, home) -> None:
    figure = read("/en/").cssselect(".key-figures li")[0]
    assert links(figure, "p") == {"IT exports": "/en/figures/it-exports/"}
    assert text(figure, ".figure-facts") == "fiscal year 2023-24 · Finance Division"


def test_chosen_programmes_show_what_was_spent(read, home) -> None:
    entry = read("/en/").cssselect(".entry")[-1]
    assert "$5 billion spent of $20 billion allocated (25.0%)" in " ".join(
        entry.text_content().split()
    )
    assert entry.cssselect(".meter path")[0].get("d") == "M0 0h25.0v1H0z"


def test_the_three_latest_announcements_lead_to_all(read, home) -> None:
    for place in range(4):
        make.announcement(f"News {place}")
    page = read("/en/")
    assert list(links(page, "[aria-labelledby=announcements]")) == [
        "News 3", "News 2", "News 1", "All announcements",
    ]  # fmt: skip


def test_a_task_whose_page_is_not_live_is_left_out(read, home) -> None:
    make.InformationPage.objects.get(slug="register").unpublish()
    assert not read("/en/").cssselect(".cards")


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_home_page_without_anything_still_stands(read, language) -> None:
    page = read(f"/{language}/")
    assert has_no_gaps(heading_levels(page))
    assert not page.cssselect(".cards, .strip, .entries")


def test_the_name_of_the_site_stands_once_in_the_title(read, home) -> None:
    home.title = "Digital Pakistan"
    home.save()
    assert read("/en/").findtext(".//title") == "Digital Pakistan"


def show_another(home: Any, place: int) -> None:
    home.key_figures.create(figure=make.figure(f"figure-{place}"))
    home.chosen_programmes.create(programme=make.programme(f"Programme {place}"))
    make.announcement(f"News {place}")
    home.save()


def test_more_on_the_home_page_costs_no_more_queries(queries, home: Any) -> None:
    show_another(home, 0)
    few = queries("/en/")
    for place in range(1, 5):
        show_another(home, place)
    assert queries("/en/") == few
