"""A little computing before a form is begun: nothing to a person, much to who begins a million.

The protocol is ALTCHA's, version 2 (altcha.org); `static/js/proof-of-work.js` is the browser's part
of it. The key of one of `MOST` attempts is to be found, each of them `COST` rounds of PBKDF2: not
plain SHA-256, since a browser hands every single call to another thread, and would work far more
slowly than the programs that it is to hold off. Nobody has bad luck: after `MOST` it is found.

A challenge is signed, for one service, good for an hour, and spent by the draft that it begins.
Whoever has no script waits instead (`tickets`).
"""

import json
import secrets
import time

from altcha import Payload, create_challenge, verify_solution
from django.conf import settings

from forms.engine import limits
from forms.engine.counters import counters
from forms.engine.encryption import derived_key

NEVER, UNDER_LOAD, ALWAYS = "never", "under-load", "always"

FIELD = "altcha"
ALGORITHM = "PBKDF2/SHA-256"
COST, MOST = 2_000, 250  # measured: 0.3 s on average on a desktop, about 2 s on a slow phone
LIFETIME = limits.HOUR
PAYLOAD_CHARACTERS = 2_000


def needed() -> bool:
    """Whether it is asked for now."""
    mode = settings.PROOF_OF_WORK
    return mode == ALWAYS or (mode == UNDER_LOAD and is_under_load())


def note_attempt() -> None:
    """Somebody is about to begin a form. The attempts are counted, not what came of them: else a
    load would seem over as soon as it is held off."""
    if settings.PROOF_OF_WORK == UNDER_LOAD:
        rule = _load()
        counters.take(_load_key(), rule.step, rule.room, limits.now())


def is_under_load() -> bool:
    """Whether more than `PROOF_OF_WORK_LOAD` attempts a minute were made, until they become fewer.

    The counter runs off at that pace, and holds two minutes of it.
    """
    return counters.ahead(_load_key(), limits.now()) > limits.MINUTE * 1000


def _load() -> limits.Rule:
    return limits.Rule(2 * settings.PROOF_OF_WORK_LOAD, 2 * limits.MINUTE)


def _load_key() -> str:
    return limits.key("load", ("site",))


def challenge(service: str) -> str:
    """A new challenge, as JSON for the page."""
    made = create_challenge(
        ALGORITHM,
        COST,
        counter=1 + secrets.randbelow(MOST),
        expires_at=int(time.time()) + LIFETIME,
        data={"for": service},
        hmac_secret=_key("challenges"),
        hmac_key_secret=_key("solutions"),
    )
    return json.dumps(made.to_dict(), separators=(",", ":"))


def solved(sent: str, service: str) -> str:
    """What names the challenge that was solved for this service; empty for everything else."""
    try:
        payload = Payload.from_base64(sent[:PAYLOAD_CHARACTERS])
        found = verify_solution(payload, _key("challenges"), hmac_key_secret=_key("solutions"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""
    meant = found.verified and payload.challenge.parameters.data == {"for": service}
    return payload.challenge.parameters.nonce if meant else ""


def _key(use: str) -> bytes:
    return derived_key(settings.SECRET_KEY, f"proof of work: {use}")
