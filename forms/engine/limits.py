"""How often something may be done, from one address or about one identifier.

    limits.check("codes-subject", draft.pk)          # raises TooMany
    limits.check("codes-visitor", limits.visitor(request))

Call it before the transaction of what is to be done: counting inside of one holds the counter's
row until it ends, and a count that is rolled back did not happen.

An answer that is sent to a draft which exists is never counted: many people share one address (a
university, a café, a mobile network), and what they have begun must stay in their reach. Whom a
rule stops is told when to try again (`config.errors` makes the 429 page of `TooMany`).
"""

import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from accounts.addresses import client_address, readable
from forms.engine.counters import counters
from forms.engine.encryption import lookup_hash

log = structlog.get_logger("limits")

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
EVERY = "*"  # in the setting: every rule that it does not name


@dataclass(frozen=True)
class Rule:
    """So many at once; then one more each time that a `times`-th of the seconds has passed."""

    times: int
    seconds: int

    @property
    def step(self) -> int:
        return max(1, self.seconds * 1000 // self.times)

    @property
    def room(self) -> int:
        return self.step * (self.times - 1)


# `LIMITS` in the environment changes any of them; docs/settings.md lists them.
RULES: dict[str, Rule] = {
    # By the visitor's address.
    "drafts-begun": Rule(60, HOUR),
    "drafts-unfinished": Rule(200, DAY),  # finishing or deleting one gives it back
    "codes-visitor": Rule(60, HOUR),
    "track-visitor": Rule(60, HOUR),
    "submit-visitor": Rule(120, HOUR),
    # By what it is about: a draft or case, an e-mail address, a CNIC (their hashes), a reference.
    "codes-subject": Rule(5, HOUR),
    "codes-email": Rule(10, HOUR),
    "codes-wrong": Rule(20, DAY),
    "resume-email": Rule(5, HOUR),
    "track-reference": Rule(20, HOUR),
    "track-download": Rule(10, HOUR),
    "submit-cnic": Rule(10, DAY),
    "uploads-draft": Rule(30, HOUR),
}
# Visitors whose address is not known share one counter, which is this many times as large.
CROWD = 50


class TooMany(Exception):
    """Refused for now; `seconds` until it is worth trying again. Holds nothing of whom it met."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


def check(rule: str, *parts: object) -> None:
    """Count one use of the rule about these parts. Raises TooMany."""
    if (seconds := count(rule, *parts)) is not None:
        raise TooMany(seconds)


def count(rule: str, *parts: object) -> int | None:
    """Count one use: None if it is allowed, else the seconds until the next one is."""
    allowed = allowance(rule, parts)
    waiting = counters.take(key(rule, parts), allowed.step, allowed.room, now())
    return -(-waiting // 1000) if waiting else None


def give_back(rule: str, *parts: object) -> None:
    """One use is undone: what was begun has come to its end."""
    counters.give_back(key(rule, parts), allowance(rule, parts).step, now())


def once(kind: str, token: str, seconds: int) -> bool:
    """Whether the token is used for the first time; it is worth nothing after so many seconds."""
    return counters.take(key(f"once {kind}", (token,)), seconds * 1000, 0, now()) == 0


def allowance(rule: str, parts: tuple[object, ...]) -> Rule:
    """The rule as it is set; larger for the crowd of those whose address is not known."""
    table: dict[str, tuple[int, int]] = settings.LIMITS
    set_so = table.get(rule) or table.get(EVERY)
    found = Rule(*set_so) if set_so else RULES[rule]
    return found if any(map(str, parts)) else Rule(found.times * CROWD, found.seconds)


def key(rule: str, parts: tuple[object, ...]) -> str:
    return lookup_hash(f"limit {rule}", "|".join(map(str, parts)) or "unknown")


def now() -> int:
    """Milliseconds since 1970."""
    return int(time.time() * 1000)


def visitor(request: HttpRequest) -> str:
    """From where the visitor comes: an IPv4 address, the /64 of an IPv6 address (one household or
    server has all of it), or "" if it is not known: behind a Unix socket, or behind a proxy that
    `TRUSTED_PROXIES` does not count.

    Those who are not known are not refused as if they were one person, nor let through unseen: they
    share one counter, `CROWD` times as large, and the log says what to set.
    """
    address = client_address(request)
    if not address or is_uncounted_proxy(request, address):
        log.warning("visitor's address unknown: set TRUSTED_PROXIES")
        return ""
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        return str(IPv6Address(int(parsed) >> 64 << 64))
    return address


def is_uncounted_proxy(request: HttpRequest, address: str) -> bool:
    """Whether a neighbour in our own network speaks for visitors, and did not say for which one."""
    proxied = settings.AXES_IPWARE_PROXY_COUNT or "X-Forwarded-For" in request.headers
    neighbour = readable(str(request.META.get("REMOTE_ADDR", "")))
    return bool(proxied) and address == neighbour and not ip_address(address).is_global


def refuse_unknown_rules() -> None:
    """A slip of the pen in the setting stops the site's start, not its protection."""
    if unknown := settings.LIMITS.keys() - RULES.keys() - {EVERY}:
        raise ImproperlyConfigured(
            f"LIMITS knows no rule {', '.join(sorted(unknown))}; it knows {', '.join(RULES)}."
        )
