"""How many pages of the load there are, and how many there shall be."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models.signals import post_delete, pre_delete
from wagtail.models import Page, ReferenceIndex

from content import stamp, statistics
from home.bulk.pages import LANGUAGES, PREFIX, Maker, key_of, slug_of, write

AT_A_TIME = 500  # pages in each language


def existing() -> dict[str, list[int]]:
    """Primary keys of the pages of the load, by slug."""
    found = defaultdict(list)
    rows = Page.objects.filter(slug__startswith=PREFIX).values_list("pk", "slug", "translation_key")
    for pk, slug, key in rows.order_by().iterator():
        if key == key_of(slug):
            found[slug].append(pk)
    return found


def set_to(pages: int, told: Callable[[str], None] = lambda _: None) -> tuple[int, int]:
    """Make as many pages as are missing and remove as many as are too many; both in numbers.

    `pages` counts both languages together, so it is even.
    """
    wanted = {slug_of(number): number for number in range(1, pages // len(LANGUAGES) + 1)}
    there = existing()
    kept = {slug for slug, keys in there.items() if slug in wanted and len(keys) == len(LANGUAGES)}
    surplus = [key for slug, keys in there.items() if slug not in kept for key in keys]
    missing = [number for slug, number in wanted.items() if slug not in kept]
    if not (surplus or missing):
        return 0, 0
    with transaction.atomic(), stamp.one_change():
        remove(surplus, told)
        make(missing, told)
    settle()
    return len(missing) * len(LANGUAGES), len(surplus)


def settle() -> None:
    """What comes by itself in time: statistics, and an index of PostgreSQL's words without entries
    that are not sorted in yet.
    """
    statistics.gather()
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gin_clean_pending_list(index.oid) FROM pg_class AS index"
            " JOIN pg_am ON pg_am.oid = index.relam WHERE amname = 'gin' AND relkind = 'i'"
        )


def make(numbers: list[int], told: Callable[[str], None]) -> None:
    maker = Maker()
    made = 0
    for part in chunks(numbers, AT_A_TIME):
        write(maker.make(part))
        made += len(part)
        told(f"{made * len(LANGUAGES)} of {len(numbers) * len(LANGUAGES)} pages made")
    maker.finish()


def remove(keys: list[int], told: Callable[[str], None]) -> None:
    removed = 0
    with without_signals():
        for part in chunks(keys, AT_A_TIME):
            # Not treebeard's own, which looks for the children of each.
            models.QuerySet(Page).filter(pk__in=part).delete()
            forget(part)
            removed += len(part)
            told(f"{removed} of {len(keys)} pages removed")
    if keys:
        Maker().finish()


def forget(keys: list[int]) -> None:
    """What is known of removed pages elsewhere, since staff changed them: to what they refer."""
    kind = ContentType.objects.get_for_model(Page)
    ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=map(str, keys)).delete()


@contextmanager
def without_signals() -> Iterator[None]:
    """What listens to a page's removal asks the database several times for each."""
    kept = [(signal, signal.receivers) for signal in (pre_delete, post_delete)]
    for signal, _ in kept:
        signal.receivers = []
        signal.sender_receivers_cache.clear()
    try:
        yield
    finally:
        for signal, receivers in kept:
            signal.receivers = receivers
            signal.sender_receivers_cache.clear()


def chunks[T](rows: list[T], size: int) -> Iterator[list[T]]:
    remaining = iter(rows)
    while part := list(islice(remaining, size)):
        yield part
