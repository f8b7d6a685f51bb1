"""Which requests may be answered from memory, and under which key."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

type Environ = dict[str, Any]
type Key = tuple[str, str, str, str, str]

LONGEST_QUERY = 2000
LONGEST_KNOWN = 200
SCHEMES = frozenset({"http", "https"})


def no_variant(environ: Environ) -> str:
    return ""


def no_parameters(path: str) -> frozenset[str]:
    return frozenset()


def raw_key(environ: Environ) -> Key:
    """The key of a request whose query is already as it is kept: the short way to a hit."""
    return (
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_HOST", ""),
        environ.get("HTTP_X_FORWARDED_PROTO") or environ["wsgi.url_scheme"],
        "",
    )


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

    def key(self, environ: Environ) -> Key | None:
        """Under which the answer is kept; None if this request is for the application alone."""
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
            return None
        scheme = environ.get("HTTP_X_FORWARDED_PROTO") or environ["wsgi.url_scheme"]
        if scheme not in SCHEMES or not self.is_public(path):
            return None
        query = self.known_query(path, environ.get("QUERY_STRING", ""))
        if query is None:
            return None
        return (path, query, environ.get("HTTP_HOST", ""), scheme, self.variant(environ))

    def known_query(self, path: str, query: str) -> str | None:
        """What the page knows of the query, in one order: the last value of each name, none that
        is empty. None if that is longer than any of the page's own addresses."""
        names = self.parameters(path)
        if not query or not names:
            return ""
        if len(query) > LONGEST_QUERY:
            return None
        pairs = dict(parse_qsl(query, keep_blank_values=True))
        known = urlencode(
            sorted((name, pairs[name]) for name in names & pairs.keys() if pairs[name])
        )
        return known if len(known) <= LONGEST_KNOWN else None

    def allows_vary(self, vary: str) -> bool:
        """Whether the answer depends on nothing but what the key holds."""
        names = {name.strip().lower() for name in vary.split(",") if name.strip()}
        return names <= self.varies | {"accept-encoding"}
