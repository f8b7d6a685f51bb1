"""Pages in the visitor's language, found in bulk."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from wagtail.models import Locale, Page

from content import stamp


def locale_id(code: str | None = None) -> int:
    """Primary key of the locale with that language code (default: the active language)."""
    locales = stamp.remembered(
        "locales", lambda: dict(Locale.objects.values_list("language_code", "pk"))
    )
    return int(locales[(code or get_language() or "en")[:2]])


def language_of(locale: int) -> str:
    """Language code of the locale with that primary key."""
    languages = stamp.remembered(
        "languages", lambda: dict(Locale.objects.values_list("pk", "language_code"))
    )
    return str(languages[locale])


def in_active_language(pages: Iterable[Page]) -> list[Any]:
    """The live pages themselves, in the active language, in the order given; one query.

    A page without a live translation is left out: a link must not lead into another language
    without saying so.
    """
    wanted = [page.translation_key for page in pages]
    if not wanted:
        return []
    found = {
        page.translation_key: page
        for page in Page.objects.live()
        .filter(translation_key__in=wanted, locale_id=locale_id())
        .specific(defer=True)
    }
    return [found[key] for key in wanted if key in found]
