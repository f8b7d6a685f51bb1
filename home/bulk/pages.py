"""Pages written in bulk: a row for each in Wagtail's table and in that of its type, and its entry
in the search.

Wagtail's own way takes 30 ms a page. What it would have written besides is left out: revisions and
references to rows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils.timezone import make_aware
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from content.translations import locale_id
from home.bulk.texts import SEED, Writer
from news.models import AnnouncementIndexPage, AnnouncementPage, Category
from programs.models import ProgrammeIndexPage, ProgrammePage, Status, Theme

LANGUAGES = ("en", "ur")
A_PROGRAMME_IN = 25  # of so many pages one is a programme, the others are announcements
FIRST_DAY, DAYS = date(2018, 1, 1), 8 * 365
# By both a page is known as one of these, so that no page of the staff is ever taken for one.
PREFIX = "load-"
NAMESPACE = uuid5(NAMESPACE_URL, "digital-pakistan:load")


def slug_of(number: int) -> str:
    return f"{PREFIX}{number:06}"


def key_of(slug: str) -> UUID:
    """The key that both languages of a page have."""
    return uuid5(NAMESPACE, slug)


@dataclass
class Section:
    """The page below which pages are put, in one language, and where its next child stands."""

    page: Any
    steps: int

    @classmethod
    def of(cls, model: type[Page], language: str) -> "Section":
        page = model.objects.get(locale_id=locale_id(language))
        last = page.get_last_child()
        return cls(page, Page._str2int(last.path[-Page.steplen :]) if last else 0)

    def next_path(self) -> str:
        self.steps += 1
        path: str = Page._get_path(self.page.path, self.page.depth + 1, self.steps)
        return path


class Maker:
    """Makes pages by their number, each in both languages."""

    def __init__(self) -> None:
        self.sections = {
            (model, language): Section.of(index, language)
            for model, index in (
                (AnnouncementPage, AnnouncementIndexPage),
                (ProgrammePage, ProgrammeIndexPage),
            )
            for language in LANGUAGES
        }
        self.types = ContentType.objects.get_for_models(AnnouncementPage, ProgrammePage)
        self.categories = list(Category.objects.values_list("pk", flat=True))
        self.themes = list(Theme.objects.values_list("pk", flat=True))

    def make(self, numbers: Iterable[int]) -> list[Any]:
        return [self.page(number, language) for number in numbers for language in LANGUAGES]

    def page(self, number: int, language: str) -> Any:
        model = AnnouncementPage if number % A_PROGRAMME_IN else ProgrammePage
        section = self.sections[model, language]
        text, slug = Writer(number, language).text(), slug_of(number)
        drawn = Random(f"{SEED}-{number}")  # noqa: S311 — the same in both languages
        day = FIRST_DAY + timedelta(days=drawn.randrange(DAYS))
        written = make_aware(datetime.combine(day, time(9, drawn.randrange(60))))
        page = model(
            title=text.title, draft_title=text.title, summary=text.summary, body=text.body,
            slug=slug, translation_key=key_of(slug), locale_id=section.page.locale_id,
            content_type=self.types[model], path=section.next_path(),
            depth=section.page.depth + 1, url_path=f"{section.page.url_path}{slug}/",
            first_published_at=written, last_published_at=written,
            latest_revision_created_at=written, **self.own_fields(model, day, drawn),
        )  # fmt: skip
        page.set_listing()
        return page

    def own_fields(self, model: type[Page], day: date, drawn: Random) -> dict[str, Any]:
        if model is AnnouncementPage:
            return {"date": day, "category_id": drawn.choice(self.categories or [None])}
        return {
            "status": drawn.choice(Status.values),
            "theme_id": drawn.choice(self.themes or [None]),
            "start_date": day,
        }

    def finish(self) -> None:
        """Say how many children the sections have, the order of their paths being known."""
        for section in self.sections.values():
            children = Page.objects.child_of(section.page).count()
            Page.objects.filter(pk=section.page.pk).update(numchild=children)


def write(pages: list[Any]) -> None:
    """Insert pages and their entries in the search."""
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    for page, row in zip(pages, Page.objects.bulk_create(rows), strict=True):
        page.pk = page.page_ptr_id = row.pk
        page._state.adding = False
    for model in (AnnouncementPage, ProgrammePage):
        own = [page for page in pages if isinstance(page, model)]
        for part in parts(own, model):
            # Django refuses `bulk_create` here, since it would not fill the parent's table.
            model._base_manager._insert(part, model._meta.local_concrete_fields, raw=False)
        get_search_backend().get_index_for_model(model).add_items(model, own)


def parts(pages: list[Any], model: type[models.Model]) -> Iterator[list[Any]]:
    """As many at a time as the database takes."""
    size = connection.ops.bulk_batch_size(list(model._meta.local_concrete_fields), pages) or 1
    return (pages[start : start + size] for start in range(0, len(pages), size))
