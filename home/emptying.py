"""Emptying the site of its demonstration, for real use.

What was loaded is known by `LoadedContent`; its records stay, so that nothing is loaded again.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import CharField, ProtectedError, TextField
from django.utils.timezone import localdate
from wagtail.models import Page

from content import stamp
from content.images import SiteImage
from forms.casework import guards
from forms.casework.erasing import erase
from forms.casework.models import Case, CaseEvent, Registration
from forms.casework.retention import RetentionReceipt
from forms.engine.models import Draft, Upload
from forms.outbox.models import Message
from home.loading import files
from home.loading.pages import PageLoader
from home.loading.translate import forget_translation
from home.models import LoadedContent, MenuItem, NoticeBanner, SiteTexts

SECTIONS = frozenset({"", "programs", "news", "figures", "internships", "register-as-freelancer",
                      "host-companies"})  # fmt: skip
# Figures first: the others are protected by them.
ROWS = ("programs.figure", "programs.series", "programs.source", "programs.unit",
        "programs.agency", "programs.theme", "news.category")  # fmt: skip


def empty_site() -> dict[str, int]:
    """Remove and empty; returns how many of each were removed."""
    with transaction.atomic(), stamp.one_change():
        removed = {
            "pages": remove_pages(),
            "rows": sum(remove_rows(label) for label in ROWS),
            "images": remove_images(),
        }
        empty_sections()
        empty_shell()
        remove_cases()
    return removed


def loaded_keys(prefix: str) -> list[str]:
    keys = LoadedContent.objects.filter(key__startswith=f"{prefix}:").values_list("key", flat=True)
    return [key.removeprefix(f"{prefix}:") for key in keys]


def remove_pages() -> int:
    """Delete loaded pages that are no section, in both languages, the deepest first."""
    loader = PageLoader()
    removed = 0
    for path in sorted(set(loaded_keys("page")) - SECTIONS, key=lambda path: -path.count("/")):
        page = loader.find(path)
        if page is None:
            continue
        forget_translation(page)
        for one in both_languages(page):
            one.delete()
            removed += 1
    return removed


def both_languages(page: Page) -> Iterable[Page]:
    return list(page.get_translations(inclusive=True).specific())


def remove_rows(label: str) -> int:
    """Delete loaded rows, except those that rows or pages of the staff refer to."""
    model = apps.get_model(label)
    removed = 0
    for row in model._default_manager.filter(code__in=loaded_keys(label)):
        try:
            row.delete()
            removed += 1
        except ProtectedError:
            continue
    return removed


def remove_images() -> int:
    titles = [entry["title"] for entry in files.read("images.yaml").values()]
    images = SiteImage.objects.filter(title__in=titles)
    removed = images.count()
    for image in images:
        image.delete()
    return removed


def empty_sections() -> None:
    """Section pages stay, with their titles alone; their addresses are part of the site."""
    loader = PageLoader()
    for path in SECTIONS:
        source = loader.find(path)
        for page in both_languages(source) if source else ():
            empty_texts(page)
            page.save_revision().publish()


def empty_texts(page: Any) -> None:
    """Set the page's own texts and blocks to nothing; title and address stay."""
    page.search_description = ""
    for field in page._meta.local_fields:
        if isinstance(field, CharField | TextField) and field.blank and not field.choices:
            setattr(page, field.name, "")
        elif field.get_internal_type() == "JSONField":
            setattr(page, field.name, "[]")
    if hasattr(page, "closes_at"):  # no form stays open without its consent text
        page.opens_at, page.closes_at = None, localdate() - timedelta(days=1)


def empty_shell() -> None:
    MenuItem.objects.exclude(page__live=True).delete()
    NoticeBanner.objects.all().delete()
    texts = SiteTexts.load()
    for field in texts._meta.fields:
        if field.name.startswith(("contact", "demonstration", "security")):
            setattr(texts, field.name, "")
    texts.save()


def remove_cases() -> None:
    """What was tried out with the demonstration: its people were invented, and its history too."""
    for case in Case.objects.only("pk", "reference", "service").iterator():
        erase(case, "with the demonstration")
    Registration.objects.all().delete()
    Draft.objects.all().discard()
    Upload.objects.all().delete()
    Message.objects.all().delete()
    RetentionReceipt.objects.all().delete()
    with guards.lifted(connection):
        CaseEvent.objects.all()._raw_delete(connection.alias)
