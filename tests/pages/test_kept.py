"""What a process keeps under the content's stamp: rows that many pages show, parts of pages."""

from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from content import kept as keeping
from content import stamp
from content.kept import kept, kept_row
from home.models import MenuItem
from programs.models import Figure
from tests.machine import pages as make
from tests.pages.reading import links

pytestmark = pytest.mark.django_db


def test_known_rows_cost_no_query() -> None:
    keys = [make.figure("one").pk, make.figure("two").pk]
    kept(Figure, keys[:1])
    with CaptureQueriesContext(connection) as captured:
        assert kept(Figure, [*keys, None]).keys() == set(keys)
    assert len(captured) == 1
    with CaptureQueriesContext(connection) as captured:
        assert kept_row(Figure, keys[1]).code == "two"
        assert kept_row(Figure, None) is None
    assert len(captured) == 0


def test_a_row_that_does_not_exist_is_left_out() -> None:
    assert kept(Figure, [987654]) == {}


def test_a_changed_row_is_read_anew() -> None:
    figure = make.figure()
    assert kept_row(Figure, figure.pk).label_en == "IT exports"
    figure.label_en = "Exports of IT"
    figure.save()
    assert kept_row(Figure, figure.pk).label_en == "Exports of IT"


def test_no_more_rows_are_kept_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 3)
    keys = [make.figure(f"figure-{number}").pk for number in range(5)]
    for pk in keys:
        assert kept_row(Figure, pk).pk == pk
    assert len(stamp.remembered("kept.programs.figure", dict)) <= 3


def rendered(word: str, place: str = "") -> str:
    template = '{% load keeping %}{% kept "part" place %}{{ word }}{% endkept %}'
    return Template(template).render(Context({"word": word, "place": place}))


def test_a_part_is_rendered_once_for_each_language_place_and_stamp() -> None:
    with override("en"):
        assert [rendered("first"), rendered("second"), rendered("other", "x")] == [
            "first", "first", "other",
        ]  # fmt: skip
    with override("ur"):
        assert rendered("urdu") == "urdu"
    stamp.advance()
    with override("en"):
        assert rendered("third") == "third"


@pytest.fixture
def menu() -> None:
    for slug in ("about", "help"):
        page = make.information(slug.title())
        MenuItem.objects.create(page=page, place="menu", label_en=slug, label_ur="لفظ")
        MenuItem.objects.create(page=page, place="footer", label_en=slug, label_ur="لفظ")
    make.add(page, type(page)(title="Forms", slug="forms"))


@pytest.mark.parametrize(
    ("address", "current"),
    [("/en/", {}), ("/en/about/", {"about": "page"}), ("/en/help/", {"help": "page"}),
     ("/en/help/forms/", {"help": "true"})],
)  # fmt: skip
def test_the_menu_marks_the_page_on_which_it_stands(
    read: Any, menu: None, address: str, current: dict[str, str]
) -> None:
    for seen_before in ("/en/about/", "/en/help/forms/", "/en/"):
        read(seen_before)
    page = read(address)
    marked = page.cssselect(".menu a[aria-current]")
    assert {link.text: link.get("aria-current") for link in marked} == current
    in_footer = page.cssselect(".footer a[aria-current]")
    assert {link.text for link in in_footer} == {
        label for label, kind in current.items() if kind == "page"
    }


def test_a_changed_menu_is_seen_at_once(read: Any, menu: None) -> None:
    assert "about" in links(read("/en/"), ".menu")
    MenuItem.objects.get(place="menu", label_en="about").delete()
    assert "about" not in links(read("/en/"), ".menu")


def test_the_notice_of_a_demonstration_goes_with_its_setting(
    read: Any, menu: None, settings: Any
) -> None:
    assert "demonstration" in read("/en/").cssselect(".footer")[0].text_content()
    settings.DEMONSTRATION = False
    assert "demonstration" not in read("/en/").cssselect(".footer")[0].text_content()
