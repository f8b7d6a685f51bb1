"""The database itself keeps the history: an event is never changed, and goes only with its case.

Triggers, since they hold for every way in. They are set after each `migrate`: SQLite drops those of
a table that a migration makes anew. Erasing removes the case first (foreign keys are checked at the
end of the transaction), then its events; events without a case stay for ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

TABLE, CASES = "casework_caseevent", "casework_case"
REFUSED = "case events are not changed"

SQLITE = (
    f"""CREATE TRIGGER IF NOT EXISTS {TABLE}_unchanged BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    f"""CREATE TRIGGER IF NOT EXISTS {TABLE}_kept BEFORE DELETE ON {TABLE}
    WHEN OLD.case_id IS NULL OR EXISTS (SELECT 1 FROM {CASES} WHERE id = OLD.case_id)
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",  # noqa: S608
)
POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION {TABLE}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND OLD.case_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM {CASES} WHERE id = OLD.case_id) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",  # noqa: S608
    f"""CREATE OR REPLACE TRIGGER {TABLE}_guard BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_guard()""",
)
REMOVAL = {
    "sqlite": (
        f"DROP TRIGGER IF EXISTS {TABLE}_unchanged",
        f"DROP TRIGGER IF EXISTS {TABLE}_kept",
    ),
    "postgresql": (f"DROP TRIGGER IF EXISTS {TABLE}_guard ON {TABLE}",),
}
INSTALLATION = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def install(using: str = "default", **_: Any) -> None:
    """Set the triggers; harmless when they stand. Connected to `post_migrate`."""
    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        _run(connection, INSTALLATION[connection.vendor])


@contextmanager
def lifted(connection: Any) -> Iterator[None]:
    """Without the triggers inside one transaction, for the rotation of keys: the words stay, their
    ciphertext changes. Nobody else sees the table without them."""
    with transaction.atomic(using=connection.alias):
        remove(connection)
        yield
        install(connection.alias)


def remove(connection: Any) -> None:
    """For `lifted`, and for tests that empty tables."""
    if TABLE in connection.introspection.table_names():
        _run(connection, REMOVAL[connection.vendor])


def _run(connection: Any, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
