"""The search backend of the settings: the one of the database in use."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 — the name that Wagtail looks for
    """The backend of SQLite or PostgreSQL; `ImproperlyConfigured` for another database."""
    if connection.vendor == "sqlite":
        from content.search import sqlite

        return sqlite.SearchBackend(params)
    if connection.vendor == "postgresql":
        from content.search import postgres

        return postgres.SearchBackend(params)
    raise ImproperlyConfigured("Search works on SQLite and PostgreSQL.")
