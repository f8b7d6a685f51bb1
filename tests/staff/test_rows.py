"""Rows on the staff's side: listed, found, chosen and edited in both languages."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from wagtail.admin.icons import get_icons
from wagtail.models import ModelLogEntry
from wagtail.snippets.models import get_snippet_models

from accounts.roles import CASE_OFFICERS, EDITORS, PUBLISHERS
from home.models import MenuItem, NoticeBanner
from news.models import Category
from programs.models import Agency, Figure, Region, Series, Source, Theme, Unit
from tests.staff.factories import home, refused, signed_in

pytestmark = pytest.mark.django_db
ROWS = [Figure, Agency, Theme, Region, Unit, Source, Series, Category, MenuItem, NoticeBanner]


def figure(**fields: Any) -> Figure:
    unit, _ = Unit.objects.get_or_create(
        code="number", defaults={"template_en": "{value}", "template_ur": "{value}"}
    )
    theme, _ = Theme.objects.get_or_create(
        code="exports", defaults={"name_en": "Exports", "name_ur": "برآمدات"}
    )
    source, _ = Source.objects.get_or_create(
        code="survey",
        defaults={"title": "Survey", "publisher_en": "Ministry", "publisher_ur": "وزارت"},
    )
    values = {
        "code": "it-exports", "label_en": "IT exports", "label_ur": "آئی ٹی برآمدات",
        "value": Decimal(3), "unit": unit, "period_en": "2024", "period_ur": "2024",
        "theme": theme, "source": source,
    }  # fmt: skip
    return Figure.objects.create(**values | fields)


def address(model: type, name: str, *args: Any) -> str:
    meta = model._meta
    return reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:{name}", args=args)


def chooser(model: type, **query: str) -> str:
    meta = model._meta
    base = reverse(f"wagtailsnippetchoosers_{meta.app_label}_{meta.model_name}:choose_results")
    return f"{base}?{'&'.join(f'{name}={value}' for name, value in query.items())}"


@pytest.mark.parametrize("model", ROWS)
def test_every_kind_of_row_has_a_list_and_a_form(model: type) -> None:
    client = signed_in(is_superuser=True)
    assert model in get_snippet_models()
    assert client.get(address(model, "list")).status_code == 200
    assert client.get(address(model, "add")).status_code == 200


@pytest.mark.parametrize("model", ROWS)
def test_every_kind_of_row_has_an_icon_that_exists(model: type) -> None:
    known = get_icons()
    assert f'id="icon-{model.snippet_viewset.icon}"' in known


@pytest.mark.parametrize("word", ["exports", "برآمدات", "it-exp", "2024"])
def test_a_figure_is_found_by_label_in_either_language_and_by_code(word: str) -> None:
    figure()
    figure(
        code="trained",
        label_en="People trained",
        label_ur="تربیت",
        period_en="2023",
        period_ur="2023",
    )
    client = signed_in(PUBLISHERS)
    for found in (client.get(f"{address(Figure, 'list')}?q={word}"),
                  client.get(chooser(Figure, q=word))):  # fmt: skip
        text = found.content.decode()
        assert "IT exports" in text
        assert "People trained" not in text


def test_a_figure_is_found_by_words_in_any_order() -> None:
    figure()
    text = signed_in(EDITORS).get(chooser(Figure, q="exports+2024")).content.decode()
    assert "IT exports" in text


def test_a_row_s_code_is_set_once() -> None:
    theme = Theme.objects.create(code="skills", name_en="Skills", name_ur="مہارتیں")
    form = {"code": "other", "name_en": "Skills", "name_ur": "ہنر", "position": 1}
    signed_in(PUBLISHERS).post(address(Theme, "edit", theme.pk), form)
    theme.refresh_from_db()
    assert (theme.code, theme.name_ur) == ("skills", "ہنر")


def test_a_row_in_one_language_only_is_refused() -> None:
    form = {"code": "skills", "name_en": "Skills", "name_ur": "", "position": 1}
    signed_in(PUBLISHERS).post(address(Theme, "add"), form)
    assert not Theme.objects.filter(code="skills").exists()


def test_a_change_of_a_row_is_kept_in_its_history() -> None:
    theme = Theme.objects.create(code="skills", name_en="Skills", name_ur="مہارتیں")
    client = signed_in(PUBLISHERS)
    form = {"name_en": "Skills", "name_ur": "ہنر", "position": 1}
    client.post(address(Theme, "edit", theme.pk), form)
    entry = ModelLogEntry.objects.get(object_id=str(theme.pk))
    assert (entry.action, entry.user) == ("wagtail.edit", client.user)


def test_an_editor_reads_figures_and_changes_none() -> None:
    row = figure()
    client = signed_in(EDITORS)
    assert client.get(address(Figure, "list")).status_code == 200
    assert refused(client.get(address(Figure, "edit", row.pk)))


def test_rows_are_closed_to_case_officers() -> None:
    assert refused(signed_in(CASE_OFFICERS).get(address(Figure, "list")))


@pytest.mark.parametrize("name", ["label_ur", "period_ur", "note_ur"])
def test_urdu_fields_of_a_row_are_right_to_left(name: str) -> None:
    text = signed_in(PUBLISHERS).get(address(Figure, "add")).content.decode()
    field = text[text.index(f'name="{name}"') :][:300]
    assert 'lang="ur"' in field
    assert 'dir="rtl"' in field


def test_urdu_in_a_list_is_right_to_left() -> None:
    figure()
    text = signed_in(PUBLISHERS).get(address(Figure, "list")).content.decode()
    assert 'lang="ur" dir="rtl">آئی ٹی برآمدات</td>' in text


def test_a_menu_item_is_listed_by_its_page() -> None:
    MenuItem.objects.create(page=home().page_ptr, place="menu")
    text = signed_in(PUBLISHERS).get(address(MenuItem, "list")).content.decode()
    assert home().title in text
