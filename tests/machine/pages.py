"""Small trees of pages for the tests of this folder: in both languages, without a browser."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from content.translations import locale_id
from home.models import HomePage, InformationPage
from news.models import AnnouncementIndexPage, AnnouncementPage, Category
from programs.models import (
    Figure,
    FigureIndexPage,
    ProgrammeIndexPage,
    ProgrammePage,
    Source,
    Theme,
    Unit,
)

INDEXES = {
    "programs": ProgrammeIndexPage,
    "news": AnnouncementIndexPage,
    "figures": FigureIndexPage,
}
TITLES = {
    "programs": {"en": "Programmes", "ur": "پروگرام"},
    "news": {"en": "News", "ur": "خبریں"},
    "figures": {"en": "Figures", "ur": "اعداد و شمار"},
}


def home(language: str = "en") -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def section(name: str, language: str = "en") -> Any:
    """The index page of that section; made on first use, as a translation of the other one."""
    model = INDEXES[name]
    found = model.objects.filter(locale__language_code=language).first()
    if found:
        return found
    other = model.objects.first()
    page = model(title=TITLES[name][language], slug=name, locale_id=locale_id(language))
    if other:
        page.translation_key = other.translation_key
    return home(language).add_child(instance=page)


def add(parent: Any, page: Any, twin: Any = None) -> Any:
    page.locale_id = parent.locale_id
    if twin:
        page.translation_key, page.slug = twin.translation_key, twin.slug
    if not page.slug:
        page.slug = slugify(page.title) or f"page-{parent.numchild + 1}"
    return parent.add_child(instance=page)


def programme(title: str, language: str = "en", twin: Any = None, **fields: Any) -> ProgrammePage:
    page = ProgrammePage(title=title, status="completed", **fields)
    return add(section("programs", language), page, twin)


def announcement(title: str, language: str = "en", twin: Any = None, **fields: Any) -> Any:
    fields.setdefault("date", date(2026, 1, 15))
    fields.setdefault("category", category())
    return add(section("news", language), AnnouncementPage(title=title, **fields), twin)


def information(title: str, language: str = "en", twin: Any = None, **fields: Any) -> Any:
    return add(home(language), InformationPage(title=title, **fields), twin)


def category() -> Category:
    return Category.objects.get_or_create(
        code="results", defaults={"name_en": "Results", "name_ur": "نتائج"}
    )[0]


def figure(code: str = "it-exports", **fields: Any) -> Figure:
    defaults: dict[str, Any] = {
        "label_en": "IT exports",
        "label_ur": "آئی ٹی برآمدات",
        "value": Decimal("3.223"),
        "unit": Unit.objects.get_or_create(
            code="usd-billion",
            defaults={"template_en": "${value} billion", "template_ur": "{value} ارب ڈالر"},
        )[0],
        "period_en": "fiscal year 2023-24",
        "period_ur": "مالی سال 2023-24",
        "as_of": date(2024, 6, 30),
        "source": Source.objects.get_or_create(
            code="survey",
            defaults={"title": "Economic Survey", "publisher_en": "Finance Division",
                      "publisher_ur": "فنانس ڈویژن"},
        )[0],
        "theme": Theme.objects.get_or_create(
            code="exports", defaults={"name_en": "Exports", "name_ur": "برآمدات"}
        )[0],
    }  # fmt: skip
    return Figure.objects.create(code=code, **defaults | fields)
