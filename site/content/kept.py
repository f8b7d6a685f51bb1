"""Rows that many pages show, such as figures and sources: read once, then kept in the process under
the content's stamp, so that a page that shows known ones asks nothing for them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from content import stamp

# Rows that a process keeps of one model; there may be more of them than fit in memory.
MOST = 2000


def kept[Row: Model](model: type[Row], keys: Iterable[Any]) -> dict[Any, Row]:
    """The rows with these primary keys; what does not exist is left out. At most one query.

    The rows are shared between requests: nobody changes them.
    """
    rows: dict[Any, Row] = stamp.remembered(f"kept.{model._meta.label_lower}", dict)
    wanted = {key for key in keys if key is not None}
    found = {key: row for key in wanted if (row := rows.get(key)) is not None}
    if missing := wanted - found.keys():
        read = model._default_manager.in_bulk(missing)
        if len(rows) + len(read) > MOST:
            rows.clear()
        rows.update(read)
        found |= read
    return found


def kept_row[Row: Model](model: type[Row], key: Any) -> Row | None:
    """The one row with that primary key, None if there is none."""
    return kept(model, [key]).get(key)
