"""Changing keys while the site runs: put the new key first, keep the old one, restart, run
`manage.py rotate_keys`, then take the old key away.

Every value is written again only if it is still what was read (compare and swap), so a change made
meanwhile wins; it was written with the new key anyway. May be stopped and run again at any time.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from forms.engine.encryption import CannotDecrypt, decrypt, encrypt, key_id, lookup_hash
from forms.engine.uploads.rotating import rotate as rotate_file
from forms.engine.uploads.rotating import stale as stale_files
from forms.engine.uploads.storage import Lost
from vault.fields import EncryptedTextField

BATCH = 200
FILES = "form_engine.upload.file"


@dataclass
class Report:
    """What was written anew, by table and column; what could not be."""

    changed: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)

    def count(self, table: dict[str, int], label: str, number: int = 1) -> None:
        table[label] = table.get(label, 0) + number


def rotate_encryption() -> Report:
    """Encrypt every column with the newest key."""
    report = Report()
    for model, columns in encrypted_columns():
        for column in columns:
            rotate_column(model, column, report)
    rotate_files(report)
    return report


def rotate_files(report: Report) -> None:
    """Uploads, one by one; see `uploads.rotating`."""
    for pk in list(stale_files().values_list("pk", flat=True)):
        try:
            changed = any(rotate_file(one) for one in stale_files().filter(pk=pk))
        except (CannotDecrypt, Lost):
            report.count(report.failed, FILES)
        else:
            report.count(report.changed, FILES, int(changed))


def encrypted_columns() -> Iterator[tuple[type[Model], list[EncryptedTextField]]]:
    for model in apps.get_models():
        columns = [one for one in model._meta.local_fields if isinstance(one, EncryptedTextField)]
        if columns and model._meta.managed:
            yield model, columns


def rotate_column(model: type[Model], column: EncryptedTextField, report: Report) -> None:
    """Batch by batch along the primary key; a batch is one transaction."""
    last: Any = None
    while rows := stale(model, column, last):
        lift = getattr(model, "lifted_for_rotation", None)
        with transaction.atomic(), lift(connection) if lift else nullcontext():
            for key, stored in rows:
                _rewrite(model, column, key, stored, report)
        last = rows[-1][0]


def stale(model: type[Model], column: EncryptedTextField, last: Any) -> list[tuple[Any, str]]:
    """(key, ciphertext) of the next rows that another key has written."""
    table, pk, name = _names(model, column)
    after, values = (f" AND {pk} > %s", [last]) if last is not None else ("", [])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {pk}, {name} FROM {table} WHERE {name} IS NOT NULL"  # noqa: S608
            f" AND {name} NOT LIKE %s{after} ORDER BY {pk} LIMIT {BATCH}",
            [f"{key_id(settings.ENCRYPTION_KEYS[0])}.%", *values],
        )
        return list(cursor.fetchall())


def _rewrite(
    model: type[Model], column: EncryptedTextField, key: Any, stored: str, report: Report
) -> None:
    label = f"{model._meta.label_lower}.{column.name}"
    try:
        fresh = encrypt(decrypt(stored, column.context), column.context)
    except CannotDecrypt:
        return report.count(report.failed, label)
    table, pk, name = _names(model, column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {name} = %s WHERE {pk} = %s AND {name} = %s",  # noqa: S608
            [fresh, key, stored],
        )
    return report.count(report.changed, label)


def _names(model: type[Model], column: EncryptedTextField) -> tuple[str, str, str]:
    names = (model._meta.db_table, model._meta.pk.column, column.column)
    table, pk, name = (connection.ops.quote_name(str(one)) for one in names)
    return table, pk, name


def rotate_hashes() -> Report:
    """Compute every look-up hash with the newest key. Models name theirs in `lookup_columns`:
    column → (kind of identifier, attribute that holds it)."""
    report = Report()
    for model in apps.get_models():
        for column, (kind, source) in getattr(model, "lookup_columns", {}).items():
            rehash(model, column, kind, source, report)
    return report


def rehash(model: type[Model], column: str, kind: str, source: str, report: Report) -> None:
    label = f"{model._meta.label_lower}.{column}"
    rows = model._default_manager.only("pk", column, source)
    for pk in model._default_manager.order_by("pk").values_list("pk", flat=True).iterator():
        try:
            row = rows.filter(pk=pk).first()
        except CannotDecrypt:
            report.count(report.failed, label)
            continue
        stored = getattr(row, column, "")
        fresh = lookup_hash(kind, getattr(row, source)) if stored else ""
        if fresh != stored:
            done = _swap(model, pk, column, stored, fresh)
            report.count(report.changed if done else report.failed, label)


def _swap(model: type[Model], pk: Any, column: str, stored: str, fresh: str) -> bool:
    """False where the database says that this identifier is there already under the new key."""
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=pk, **{column: stored}).update(**{column: fresh})
    except IntegrityError:
        return False
    return True
