"""Which requests may be answered from memory, and under which key."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

type Environ = dict[str, Any]
type Key = tuple[str, str, str, str, str]

LONGEST_PATH, LONGEST_HOST = 500, 260
LONGEST_QUERY = 8000  # what follows is not looked at
LONGEST_KNOWN = 200
HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]*)(?::[0-9]*)?")
# What hosts are called, by what was said; emptied when somebody plays.
HOSTS: dict[str, str] = {}
MOST_HOSTS = 256


def no_variant(environ: Environ) -> str:
    return ""


def no_parameters(path: str) -> frozenset[str]:
    return frozenset()


def raw_key(environ: Environ) -> Key:
    """The key of a request whose query is already as it is kept: the short way to a hit."""
    host: str = environ.get("HTTP_HOST", "")
    return (
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        HOSTS.get(host, host),
        environ.get("HTTP_X_FORWARDED_PROTO") or environ["wsgi.url_scheme"],
        "",
    )


def host_of(environ: Environ) -> str:
    """The name by which the site is called, in small letters. Without the port: a public page does
    not depend on it, and each number would be another page."""
    said = environ.get("HTTP_HOST", "")
    known = HOSTS.get(said)
    if known is None:
        parts = HOST.fullmatch(said)
        known = parts[1].lower() if parts else said
        if len(HOSTS) >= MOST_HOSTS:
            HOSTS.clear()
        HOSTS[said] = known
    return known


def scheme_of(environ: Environ) -> str:
    """As Django reads it: https if the first proxy says so, else that of the connection."""
    said = environ.get("HTTP_X_FORWARDED_PROTO", "").partition(",")[0].strip()
    return "https" if said == "https" else str(environ["wsgi.url_scheme"])


@dataclass(frozen=True)
class Rules:
    """What the site says of its addresses.

    `is_public(path)`: the page there is the same for every visitor, whatever cookies they bring.
    `parameters(path)`: names of the query on which the page there depends; others are ignored.
    `variant(environ)`: what else the answer depends on; a request header that it reads stands in
    `varies`, in lower case.
    """

    is_public: Callable[[str], bool]
    parameters: Callable[[str], frozenset[str]] = no_parameters
    variant: Callable[[Environ], str] = no_variant
    varies: frozenset[str] = frozenset()

    def asks_for_a_page(self, environ: Environ) -> bool:
        """Whether somebody reads a public address."""
        reading = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        return reading and self.is_public(environ.get("PATH_INFO", ""))

    def key(self, environ: Environ) -> Key | None:
        """Under which the answer is kept; None if this request is for the application alone."""
        path = environ.get("PATH_INFO", "")
        said = environ.get("HTTP_HOST", "")
        if (
            len(path) > LONGEST_PATH
            or len(said) > LONGEST_HOST
            or not self.asks_for_a_page(environ)
        ):
            return None
        query = self.known_query(path, environ.get("QUERY_STRING", ""))
        if query is None:
            return None
        return (path, query, host_of(environ), scheme_of(environ), self.variant(environ))

    def known_query(self, path: str, query: str) -> str | None:
        """What the page knows of the query, in one order: the last value of each name, none that
        is empty. None if that is longer than any of the page's own addresses."""
        names = self.parameters(path)
        if not query or not names:
            return ""
        pairs = dict(parse_qsl(query[:LONGEST_QUERY], keep_blank_values=True))
        kept = sorted((name, pairs[name]) for name in names & pairs.keys() if pairs[name])
        known = urlencode(kept)
        return known if len(known) <= LONGEST_KNOWN else None

    def allows_vary(self, vary: str) -> bool:
        """Whether the answer depends on nothing but what the key holds."""
        names = {name.strip().lower() for name in vary.split(",") if name.strip()}
        return names <= self.varies | {"accept-encoding"}
