"""Where the files lie: the storage `private`, below no address, encrypted, under random names."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.utils import timezone

from forms.engine.encryption import decrypt_bytes, encrypt_bytes, key_id

CONTEXT = "form_engine.upload.file"


class Lost(Exception):
    """The row is there, its file is not."""


class PrivateStorage(FileSystemStorage):
    """Files that are on the disk when they are called saved: a case must not outlive its papers."""

    def _save(self, name: str, content: object) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(saved))
        for place in (path, path.parent):
            _flush(place)
        return saved


def _flush(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write(content: bytes, owner: str) -> str:
    """Store the bytes for that owner (an upload's id) alone; returns the file's name."""
    name = str(uuid4())
    return str(storages["private"].save(name, ContentFile(encrypt_bytes(content, _context(owner)))))


def newest_key() -> str:
    """Which key `write` encrypts with; `Upload.key`."""
    return key_id(settings.ENCRYPTION_KEYS[0])


def read(name: str, owner: str) -> bytes:
    """The bytes. Raises Lost, and CannotDecrypt for another owner's file."""
    try:
        with storages["private"].open(name) as file:
            stored: bytes = file.read()
    except FileNotFoundError as error:
        raise Lost(name) from error
    return decrypt_bytes(stored, _context(owner))


def delete(name: str) -> None:
    storages["private"].delete(name)


def names_before(age: timedelta) -> Iterator[str]:
    """Names of the files that are older than that."""
    place, limit = storages["private"], timezone.now() - age
    with suppress(FileNotFoundError):  # nothing was ever stored
        for name in place.listdir("")[1]:
            with suppress(FileNotFoundError):  # deleted meanwhile
                if place.get_modified_time(name) < limit:
                    yield name


def _context(owner: str) -> str:
    return f"{CONTEXT} {owner}"
