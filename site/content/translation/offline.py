"""Drafts of translations for a whole tree: by command, never inside a request.

wagtail-localize's own synchronisation walks the tree while somebody waits, and makes live aliases:
pages that show the one language under the other's address. It is switched off.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization
from wagtail_localize.operations import translate_object

from content.translation.rights import translated_parent


def switch_off_online_synchronisation() -> None:
    """Take "synchronise content from another locale" out of the form of a locale."""
    LOCALE_COMPONENTS[:] = [
        one for one in LOCALE_COMPONENTS if one["model"] is not LocaleSynchronization
    ]


def pages_without_translation(source: Locale, target: Locale) -> Iterator[Any]:
    """Pages of one language that the other lacks, parents before children."""
    translated = Page.objects.filter(locale=target, alias_of=None).values("translation_key")
    pages = Page.objects.filter(locale=source, depth__gt=1, alias_of=None).order_by("path")
    for pk in list(pages.exclude(translation_key__in=translated).values_list("pk", flat=True)):
        yield Page.objects.get(pk=pk).specific


def make_drafts(source: Locale, target: Locale) -> Iterator[Page]:
    """Make an unpublished translation of every page that lacks one, each in its transaction.

    Yields the pages that were translated. A page below one that has no translation is left out.
    """
    for page in pages_without_translation(source, target):
        if translated_parent(page, target) is not None:
            make_draft(page, [target])
            yield page


def make_draft(
    instance: Any, locales: Iterable[Locale], components: Any = None, user: Any = None
) -> None:
    """Make an unpublished translation. An alias, which shows the source's language, goes offline
    before it becomes one."""
    if isinstance(instance, Page):
        aliases = instance.get_translations().filter(alias_of__isnull=False, locale__in=locales)
        for alias in aliases.live():
            alias.unpublish(user=user)
    translate_object(instance, locales, components, user)
