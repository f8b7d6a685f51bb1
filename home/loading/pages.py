"""Pages: first all of them bare, so that they can refer to each other, then their content."""

import json
from contextlib import suppress
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from content.images import SiteImage
from home.loading import files
from home.loading.body import BodyBuilder
from home.loading.record import load
from home.loading.retype import retype
from home.loading.rows import image_by_key
from home.loading.translate import translate_page
from home.models import HomePage

LANGUAGES = ("en", "ur")
ALIASES = {
    "allocated_figure": "allocated",
    "spent_figure": "spent",
    "lede_heading": "lede",
    "lede": "lede_text",
}
# Lists of a page file that are rows below the page: (relation, its field), by page type and key.
CHILDREN = {
    ("home.HomePage", "key_figures"): ("key_figures", "figure"),
    ("home.HomePage", "programmes"): ("chosen_programmes", "programme"),
    ("programs.ProgrammePage", "figures"): ("programme_figures", "figure"),
    ("programs.ProgrammePage", "related"): ("related_programmes", "programme"),
    ("news.AnnouncementPage", "programmes"): ("announcement_programmes", "programme"),
}


class DeletedPageError(LookupError):
    """A page that was loaded once, and deleted by staff."""


class PageLoader:
    """Loads all page files. Paths are addresses without language, such as `programs/e-office`."""

    def __init__(self) -> None:
        self.files = files.pages()
        self.ids: dict[str, int] = {}
        self.english = Locale.objects.get(language_code="en")

    def load(self) -> int:
        """Create what is missing, then write what is new or changed; returns how many pages."""
        for path, data in self.files:
            self.make_bare(path, data)
        written = 0
        for path, data in self.files:
            with suppress(DeletedPageError):  # a file that refers to it cannot be followed
                written += load(
                    f"page:{path}",
                    files.digest(data),
                    partial(self.state, path),
                    partial(self.write, path, data),
                )
        return written

    def of_another_type(self) -> list[str]:
        """Paths of pages that staff keep as they are, although their files now say another type."""
        found = ((path, self.find(path), model_of(data)) for path, data in self.files)
        return [path for path, page, model in found if page and not isinstance(page, model)]

    def make_bare(self, path: str, data: files.Data) -> None:
        """An unpublished page with a title only, unless it exists or was deleted by staff."""
        if self.find(path) or not path or self.was_loaded(path):
            return
        parent_path, _, slug = path.rpartition("/")
        parent = self.find(parent_path)
        if parent is None:
            return
        page = model_of(data)(title=data["title"]["en"], slug=slug, live=False, locale=self.english)
        parent.add_child(instance=page)

    def was_loaded(self, path: str) -> bool:
        return apps.get_model("home", "LoadedContent").objects.filter(key=f"page:{path}").exists()

    def find(self, path: str) -> Any:
        """The English page at a path, None if there is none."""
        home = HomePage.objects.get(locale=self.english)
        if not path:
            return home
        page = Page.objects.filter(url_path=f"{home.url_path}{path}/").first()
        return page.specific if page else None

    def page_id(self, path: str) -> int:
        if path not in self.ids:
            page = self.find(path)
            if page is None:
                raise self.missing(path)
            self.ids[path] = int(page.pk)
        return self.ids[path]

    def missing(self, path: str) -> LookupError:
        """A page that staff deleted is no fault of the files; any other missing page is."""
        kind = DeletedPageError if self.was_loaded(path) else LookupError
        return kind(f"no page at {path!r}")

    def state(self, path: str) -> str | None:
        """What staff would change: the latest revisions of both languages. None while bare."""
        page = self.find(path)
        if page is None or page.latest_revision_id is None:
            return None
        urdu = page.get_translation_or_none(Locale.objects.get(language_code="ur"))
        return f"{page.latest_revision_id}:{urdu.latest_revision_id if urdu else ''}"

    def write(self, path: str, data: files.Data) -> None:
        page = self.find(path)
        if page is None:  # deleted by staff, or below a page that was
            return
        if not isinstance(page, model_of(data)):
            page = retype(page, model_of(data))
        self.fill(page, path, data, "en")
        page.save_revision().publish()
        urdu = model_of(data)(title=data["title"]["ur"], slug=page.slug, locale=page.locale)
        self.fill(urdu, path, data, "ur")
        translate_page(page, urdu)

    def fill(self, page: Any, path: str, data: files.Data, language: str) -> None:
        """Set the fields of a page from its file, in one language."""
        builder = BodyBuilder(path, language, self.page_id)
        for key, value in data.items():
            name = ALIASES.get(key, key)
            if key == "type":
                continue
            if child := CHILDREN.get((data["type"], key)):
                if language == "en":
                    self.set_children(page, value, *child)
            else:
                self.set_field(page, name, value, builder)

    def set_field(self, page: Any, name: str, value: Any, builder: BodyBuilder) -> None:
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            setattr(page, name, json.dumps(builder.stream(name, as_stream(name, value))))
        elif isinstance(field, ParentalManyToManyField):
            setattr(page, name, [field.related_model.objects.get(code=code) for code in value])
        elif isinstance(field, ForeignKey):
            setattr(page, name, related_row(field, value) if value else None)
        elif files.is_text(value):
            setattr(page, name, builder.text(value))
        elif value is not None or field.null:
            setattr(page, name, value)

    def set_children(self, page: Any, values: list[str], relation: str, name: str) -> None:
        """Replace the rows below a page by those that the file names."""
        manager = getattr(page, relation)
        field = manager.model._meta.get_field(name)
        related = [
            self.find(f"programs/{value}") if issubclass(field.related_model, Page)
            else field.related_model.objects.get(code=value)
            for value in values
        ]  # fmt: skip
        manager.set(
            [manager.model(**{name: row, "sort_order": place}) for place, row in enumerate(related)]
        )


def model_of(data: files.Data) -> Any:
    """The page class that a file names, such as `forms.internships.InternshipsPage`."""
    label, _, name = data["type"].rpartition(".")
    return apps.get_model(label.rpartition(".")[2], name)


def as_stream(name: str, value: list[Any]) -> list[dict[str, Any]]:
    """A home page's tasks are written as plain maps."""
    return [{"task": entry} for entry in value] if name == "tasks" else value


def related_row(field: Any, value: str) -> Any:
    if issubclass(field.related_model, SiteImage):
        return image_by_key(value)
    return field.related_model.objects.get(code=value)
