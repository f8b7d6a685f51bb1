"""The way past `proof_of_work` without script: a ticket that is good after a short wait, once.

It costs a program less than computing does, so it opens no other door: the limits of an address
stand behind it.
"""

import secrets
import time

from django.core import signing

from forms.engine import limits

FIELD = "ticket"
WAIT_SECONDS = 20
LIFETIME = limits.HOUR
SALT = "forms.engine.tickets"


def issue(service: str) -> str:
    """A ticket for beginning one form."""
    good_at = int(time.time()) + WAIT_SECONDS
    return signing.dumps([service, secrets.token_hex(16), good_at], salt=SALT)


def read(ticket: str, service: str) -> tuple[str, int]:
    """What names the ticket, and the seconds that are left to wait. ("", 0) if it is none: altered,
    out of date, or for another service."""
    try:
        meant_for, name, good_at = signing.loads(ticket, salt=SALT, max_age=LIFETIME)
    except (signing.BadSignature, ValueError):
        return "", 0
    return (name, max(0, good_at - int(time.time()))) if meant_for == service else ("", 0)
