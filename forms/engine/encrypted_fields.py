"""Encrypted columns; they live in `vault`, where rooms below the forms reach them too."""

from vault.fields import EncryptedJSONField, EncryptedTextField

__all__ = ["EncryptedJSONField", "EncryptedTextField"]
