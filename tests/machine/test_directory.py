"""Titles and addresses of pages: looked up by need, kept, bounded."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from content import directory, stamp
from content.directory import entries_of, link_to, links_above, links_to
from tests.machine import pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stamp_read_once(settings: Any) -> None:
    settings.STAMP_SECONDS = 60


def test_links_lead_to_the_page_in_the_active_language_whichever_is_named() -> None:
    english = pages.programme("Skills")
    urdu = pages.programme("ہنر", "ur", english)
    for pk in (english.pk, urdu.pk):
        with override("ur"):
            assert link_to(pk) == directory.Link("ہنر", "/ur/programs/skills/")


def test_what_cannot_be_read_in_the_language_is_no_link() -> None:
    english, draft = pages.programme("Skills"), pages.programme("Draft", live=False)
    with override("ur"):
        assert links_to([english.pk, draft.pk, 987_654]) == []
    assert [link.title for link in links_to([draft.pk, english.pk])] == ["Skills"]


def test_many_links_are_one_query_and_then_none(django_assert_num_queries: Any) -> None:
    ids = [pages.programme(f"Programme {number}").pk for number in range(5)]
    stamp.current()
    with django_assert_num_queries(1):
        assert len(links_to([*ids, 987_654])) == 5
    with django_assert_num_queries(0):
        assert len(links_to([*ids, 987_654])) == 5


def test_the_pages_above_are_named_from_the_first_down(django_assert_num_queries: Any) -> None:
    page, other = pages.programme("Skills"), pages.programme("More skills")
    stamp.current()
    assert [link.url for link in links_above(page)] == ["/en/", "/en/programs/"]
    with django_assert_num_queries(0):
        assert links_above(other) == links_above(page)


def test_a_change_of_content_is_followed() -> None:
    page = pages.programme("Skills")
    assert link_to(page.pk).title == "Skills"
    page.title = "Boot camps"
    page.save()
    assert link_to(page.pk).title == "Boot camps"


def test_a_process_keeps_no_more_than_it_may(monkeypatch: Any) -> None:
    monkeypatch.setattr(directory, "MOST_KEPT", 3)
    ids = [pages.programme(f"Programme {number}").pk for number in range(12)]
    for pk in ids:
        assert link_to(pk) is not None
        assert max(map(len, directory.directory().tables)) <= 4
    assert None not in entries_of(ids).values()


def test_no_thread_sees_a_page_with_one_of_its_languages_so_far(monkeypatch: Any) -> None:
    english = pages.programme("Skills")
    pages.programme("ہنر", "ur", english)
    tables: Any = ({}, {})
    known: list[int] = []
    readable = directory.readable

    def slowly(which: Any) -> Any:
        for row in readable(which):
            known.append(len(tables[0]))
            yield row

    monkeypatch.setattr(directory, "readable", slowly)
    directory.learn(directory.Q(pk=english.pk), tables)
    assert known == [0, 0]
    assert tables[0][english.pk].titles == {"en": "Skills", "ur": "ہنر"}
