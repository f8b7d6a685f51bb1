"""Purges caches on the way (a CDN, Varnish) when content changes, where the setting names one.

Wagtail's back ends do it. Its app is not installed: the app's handlers purge before the change is
committed, so that the cache may fetch the old page once more, and within the editor's request.
Here the page is purged after the commit, and with it the pages that show it: those above it
(lists, the home page), and whatever refers to a row that was changed. What is on every page
(menus, notices, the site's texts) is not purged: `s-maxage` of a minute ends it. Purging happens
beside the editor's request, by one thread: a cache that hangs holds up later purges, and no
editor.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from django.conf import settings
from django.db import close_old_connections, transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published, page_unpublished, post_page_move, pre_page_move

from content.bilingual import BilingualRow
from home.addresses import in_language, origin

log = structlog.get_logger("purging")
# Ends what it has begun before the process does.
pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="purging")
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)


def watch() -> None:
    """Nothing is connected where the setting names no cache."""
    if not getattr(settings, "WAGTAILFRONTENDCACHE", None):
        return
    for signal in (page_published, page_unpublished, pre_page_move, post_page_move):
        signal.connect(_page_changed, dispatch_uid="config.purging.pages")
    for signal in (post_save, post_delete):
        signal.connect(_row_changed, dispatch_uid="config.purging.rows")


def addresses_showing(page: Page) -> set[str]:
    """Paths of the page and of those above it, in each language."""
    shown = [page, *page.get_ancestors().filter(depth__gt=1)]
    paths = {str(parts[2]) for one in shown if (parts := one.get_url_parts())}
    return {in_language(path, code) for path in paths for code in LANGUAGES}


def pages_with(row: Model) -> list[Page]:
    references = ReferenceIndex.get_references_to(row).values_list("object_id", flat=True)
    keys = {int(key) for key in references if str(key).isdecimal()}
    return list(Page.objects.live().filter(pk__in=keys))


def purge_after_commit(paths: Iterable[str]) -> None:
    urls = sorted(origin() + path for path in set(paths))
    if urls:
        transaction.on_commit(lambda: pool.submit(_purge, urls))


def _purge(urls: list[str]) -> None:
    try:
        purge_urls_from_cache(urls)
    except Exception:
        log.exception("not purged", number=len(urls))
    finally:
        close_old_connections()


def _page_changed(instance: Page, **_: Any) -> None:
    purge_after_commit(addresses_showing(instance))


def _row_changed(instance: Model, **_: Any) -> None:
    if isinstance(instance, BilingualRow):
        purge_after_commit(
            path for page in pages_with(instance) for path in addresses_showing(page)
        )
