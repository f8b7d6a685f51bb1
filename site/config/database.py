"""The database: SQLite in DATA_DIR, or PostgreSQL by DATABASE_URL."""

from typing import Any

import dj_database_url

from config.environment import Environment

# Measured (two web workers, eight clients, read-then-write): without IMMEDIATE 450 of 600
# requests failed with "database is locked"; with these options none did.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


CONNECT_SECONDS = 3
# Values travel apart from the statement, which PostgreSQL then keeps prepared in each connection
# from its third use on. Measured: half the database's time for a submission (1.9 of 3.3 ms) and
# for a page (1.0 of 2.0 ms).
POSTGRESQL_OPTIONS = {
    "connect_timeout": CONNECT_SECONDS,
    "server_side_binding": True,
    "prepare_threshold": 3,
}


def databases(environment: Environment) -> dict[str, dict[str, Any]]:
    """Django's DATABASES for that environment."""
    if environment.database_url:
        parsed: dict[str, Any] = dict(
            dj_database_url.parse(
                environment.database_url, conn_max_age=60, conn_health_checks=True
            )
        )
        options = POSTGRESQL_OPTIONS | (parsed.get("OPTIONS") or {})
        return {"default": parsed | {"OPTIONS": options}}
    return {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": environment.data_dir / "site.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": None,
            # A file, since a server in a test has threads and an in-memory database has one.
            "TEST": {"NAME": environment.data_dir / "test.sqlite3"},
        }
    }
