"""Tying the rows that were chosen to what chose them."""

from typing import Any

from django.db import connection, models


def link(owner: models.Model, relation: str, keys: list[int]) -> None:
    """Tie these rows to `owner` by one of its relations to many, in one statement and without
    signals: an answer is not content, and must not renew the cached pages."""
    if not keys:
        return
    field: Any = owner._meta.get_field(relation)
    table, mine, chosen = map(
        connection.ops.quote_name,
        (field.m2m_db_table(), field.m2m_column_name(), field.m2m_reverse_name()),
    )
    values = ", ".join(["(%s, %s)"] * len(keys))
    statement = f"INSERT INTO {table} ({mine}, {chosen}) VALUES {values}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [part for key in keys for part in (owner.pk, key)])
