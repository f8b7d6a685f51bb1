"""Identifiers at rest: encrypted for reading (`vault.encryption`, offered here too), hashed with a
key of its own for looking up: `LOOKUP_KEYS[0]` hashes.
"""

import hashlib
import hmac

from django.conf import settings

from urdu.normalise import identifier
from vault.encryption import (
    CannotDecrypt,
    decrypt,
    decrypt_bytes,
    derived_key,
    encrypt,
    encrypt_bytes,
    key_id,
)

__all__ = [
    "CannotDecrypt",
    "decrypt",
    "decrypt_bytes",
    "derived_key",
    "encrypt",
    "encrypt_bytes",
    "is_hash_of",
    "key_id",
    "lookup_hash",
    "lookup_hashes",
]


def lookup_hash(kind: str, value: str) -> str:
    """HMAC-SHA256 (hex) by which an identifier is found again; empty for nothing.

    Spellings of one identifier hash alike: digits of any script, spaces, dashes and letter case
    make no difference; in an e-mail address dashes do.
    """
    return _hashed(kind, value, settings.LOOKUP_KEYS[0])


def lookup_hashes(kind: str, value: str) -> list[str]:
    """The hashes with every key, newest first: during a rotation rows hold one or another."""
    return [_hashed(kind, value, secret) for secret in settings.LOOKUP_KEYS]


def is_hash_of(stored: str, kind: str, value: str) -> bool:
    """Whether a stored hash is that of this identifier, with whichever key."""
    return bool(stored) and any(
        hmac.compare_digest(stored, one) for one in lookup_hashes(kind, value)
    )


def _hashed(kind: str, value: str, secret: str) -> str:
    grouping = " " if kind == "email" else " -"  # a-b@ and ab@ are two people
    plain = "".join(char for char in identifier(value).casefold() if char not in grouping)
    if not plain:
        return ""
    key = derived_key(secret, f"look up {kind}")
    return hmac.new(key, plain.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
