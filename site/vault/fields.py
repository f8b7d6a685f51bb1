"""Model fields whose columns hold ciphertext only. They cannot be searched, sorted or filtered."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models

from vault.encryption import decrypt, encrypt

COLUMN_LOOKUPS = frozenset({"isnull"})


if TYPE_CHECKING:
    Column = models.TextField[Any, Any]
else:
    Column = models.TextField


class EncryptedTextField(Column):
    """Text, encrypted for this very column: a value copied to another cannot be read there."""

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        self.context = f"{cls._meta.label_lower}.{name}"

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else encrypt(self.plain(value), self.context)

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        return None if value is None else self.value_of(decrypt(value, self.context))

    def get_lookup(self, lookup_name: str) -> Any:
        """No comparison with ciphertext; look up by hash instead."""
        return super().get_lookup(lookup_name) if lookup_name in COLUMN_LOOKUPS else None

    @staticmethod
    def plain(value: Any) -> str:
        return str(value)

    @staticmethod
    def value_of(plain: str) -> Any:
        return plain


class EncryptedJSONField(EncryptedTextField):
    """Anything that JSON can hold."""

    @staticmethod
    def plain(value: Any) -> str:
        return json.dumps(value)

    @staticmethod
    def value_of(plain: str) -> Any:
        return json.loads(plain)
