"""Values at rest, encrypted for reading. Stands below every room, so that each may keep secrets.

Keys come from the settings at every call, newest first, so that a rotation needs no restart of
logic: `ENCRYPTION_KEYS[0]` encrypts, every key decrypts. A key may be any string with enough
entropy; HKDF (RFC 5869) makes of it one 256-bit key for each context, so a ciphertext moved to
another column or kind is worthless there.

A stored value is `<key id>.<Fernet token>`. The id says which key wrote it, so that a rotation
finds what it has not reached yet: `filter(column__startswith=…)` is not offered, raw SQL is.
"""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_ID_LENGTH = 8


class CannotDecrypt(Exception):
    """The stored value was written with a key that is no longer given, or was altered."""


@lru_cache(maxsize=256)
def derived_key(secret: str, context: str) -> bytes:
    """32 bytes for one use of a secret."""
    return HKDF(SHA256(), 32, salt=None, info=context.encode()).derive(secret.encode())


def key_id(secret: str) -> str:
    """A short public name of a key; says nothing about it."""
    return derived_key(secret, "key id").hex()[:KEY_ID_LENGTH]


def encrypt(text: str, context: str) -> str:
    """Ciphertext with the newest key; two calls never give the same."""
    newest = settings.ENCRYPTION_KEYS[0]
    # A lone surrogate is no text, but must not lose a draft either.
    token = _fernet(newest, context).encrypt(text.encode("utf-8", "surrogatepass"))
    return f"{key_id(newest)}.{token.decode()}"


def decrypt(stored: str, context: str) -> str:
    """The text. Raises CannotDecrypt for another context, an unknown key or an altered value."""
    ring = MultiFernet([_fernet(secret, context) for secret in settings.ENCRYPTION_KEYS])
    try:
        return ring.decrypt(stored.partition(".")[2]).decode("utf-8", "surrogatepass")
    except InvalidToken as error:
        raise CannotDecrypt(f"a value of {context} cannot be decrypted") from error


def encrypt_bytes(content: bytes, context: str) -> bytes:
    """A file's ciphertext: `<key id>.` and the token's bytes, a third smaller than its letters."""
    newest = settings.ENCRYPTION_KEYS[0]
    token = _fernet(newest, context).encrypt(content)
    return f"{key_id(newest)}.".encode() + base64.urlsafe_b64decode(token)


def decrypt_bytes(stored: bytes, context: str) -> bytes:
    """The file. The key is found by its id: trying each would read a large file once a key.

    Raises CannotDecrypt for another context, an unknown key or an altered file.
    """
    written_by, _, token = stored.partition(b".")
    for secret in settings.ENCRYPTION_KEYS:
        if key_id(secret).encode() == written_by:
            try:
                return _fernet(secret, context).decrypt(base64.urlsafe_b64encode(token))
            except InvalidToken:
                break
    raise CannotDecrypt(f"a file of {context.split()[0]} cannot be decrypted")


@lru_cache(maxsize=256)
def _fernet(secret: str, context: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(derived_key(secret, f"encrypt {context}")))
