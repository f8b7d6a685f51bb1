"""The database knows its tables, so that it chooses the index that leaves least to read."""

from __future__ import annotations

import pytest
from django.db import connection
from wagtail.models import Page

from config.scheduler import jobs
from content import statistics
from content.translations import locale_id
from tests.machine import pages

pytestmark = pytest.mark.django_db


def rows_known_of(table: str) -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [table])
        else:
            cursor.execute("SELECT max(stat + 0) FROM sqlite_stat1 WHERE tbl = %s", [table])
        return int(cursor.fetchone()[0])


def test_the_tables_are_known() -> None:
    for number in range(20):
        pages.information(f"Page {number}")
    statistics.gather()
    assert rows_known_of("wagtailcore_page") == Page.objects.count()


def test_a_page_is_found_by_its_slug_not_among_all_of_its_language() -> None:
    for number in range(50):
        pages.information(f"Page {number}")
    statistics.gather()
    if connection.vendor == "postgresql":  # which reads so few rows without any index
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Page.objects.filter(locale=locale_id("en"), slug__in=["page-3", "page-4"]).explain()
    assert "wagtailcore_page_slug_" in plan  # the name of the index
    assert "locale_id_" not in plan


def test_the_worker_looks_at_the_tables_of_sqlite() -> None:
    job = next(one for one in jobs() if one.work is statistics.gather_unless_the_database_does)
    pages.information("Page")
    job.work()
    if connection.vendor == "sqlite":
        assert rows_known_of("wagtailcore_page") == Page.objects.count()
    assert job.every <= 3600
