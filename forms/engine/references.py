"""Reference numbers that can be read over the phone: `DP-K7MQ-3XWA-T`.

Eight random characters (31^8, about 8.5e11: not to be guessed, and never a secret by itself) and
one check character. No 0, 1, I, L or O, which are taken for each other. The alphabet has 31
characters, a prime, and every place has a weight of its own, so the check (a weighted sum modulo
31, as in ISBN-10 modulo 11) finds every single wrong character and every two that were swapped.
"""

import secrets

from urdu.normalise import identifier

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PREFIX = "DP"
RANDOM_LENGTH = 8
_VALUE = {char: value for value, char in enumerate(ALPHABET)}
_SEPARATORS = str.maketrans("", "", " -_./")


def new_reference(prefix: str = PREFIX) -> str:
    """A random reference; the database decides whether it is taken."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LENGTH))
    return written(body + check_character(body), prefix)


def check_character(body: str) -> str:
    """The character that makes the weighted sum a multiple of 31."""
    total = sum(place * _VALUE[char] for place, char in enumerate(reversed(body), start=2))
    return ALPHABET[-total % len(ALPHABET)]


def parse(typed: str, prefix: str = PREFIX) -> str | None:
    """The reference as it is stored, or None if it cannot be one.

    Forgives letter case, spaces, dashes, digits of other scripts and a missing prefix.
    """
    if len(typed) > 100:
        return None
    plain = identifier(typed).upper().translate(_SEPARATORS)
    if len(plain) == RANDOM_LENGTH + 1 + len(prefix):
        plain = plain.removeprefix(prefix)
    if len(plain) != RANDOM_LENGTH + 1 or not set(plain) <= set(ALPHABET):
        return None
    return written(plain, prefix) if check_character(plain[:-1]) == plain[-1] else None


def written(plain: str, prefix: str = PREFIX) -> str:
    """`K7MQ3XWAT` as `DP-K7MQ-3XWA-T`."""
    return f"{prefix}-{plain[:4]}-{plain[4:8]}-{plain[8:]}"
