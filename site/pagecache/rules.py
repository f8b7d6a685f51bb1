"""Which requests may be answered from memory, and under which key."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

type Environ = dict[str, Any]

LONGEST_QUERY = 200
SCHEMES = frozenset({"http", "https"})


def no_variant(environ: Environ) -> str:
    return ""


@dataclass(frozen=True)
class Rules:
    """What the site says of its addresses.

    `is_public(path)`: the page there is the same for every visitor, whatever cookies they bring.
    `parameters`: names that a query may hold, each once; a query with any other is not kept.
    `variant(environ)`: what else the answer depends on; a request header that it reads stands in
    `varies`, in lower case.
    """

    is_public: Callable[[str], bool]
    parameters: frozenset[str] = frozenset()
    variant: Callable[[Environ], str] = no_variant
    varies: frozenset[str] = frozenset()

    def key(self, environ: Environ) -> tuple[str, ...] | None:
        """Under which the answer is kept; None if this request is for the application alone."""
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
            return None
        query = self.known_query(environ.get("QUERY_STRING", ""))
        scheme = environ.get("HTTP_X_FORWARDED_PROTO") or environ["wsgi.url_scheme"]
        if query is None or scheme not in SCHEMES or not self.is_public(path):
            return None
        host = environ.get("HTTP_HOST", "")
        return (scheme, environ["wsgi.url_scheme"], host, path, query, self.variant(environ))

    def known_query(self, query: str) -> str | None:
        """The query in one order; None if it has a name that is unknown, or one twice."""
        if not query:
            return ""
        if len(query) > LONGEST_QUERY:
            return None
        pairs = parse_qsl(query, keep_blank_values=True)
        names = [name for name, _ in pairs]
        if not pairs or len(set(names)) < len(names) or not self.parameters.issuperset(names):
            return None
        return repr(sorted(pairs))

    def allows_vary(self, vary: str) -> bool:
        """Whether the answer depends on nothing but what the key holds."""
        names = {name.strip().lower() for name in vary.split(",") if name.strip()}
        return names <= self.varies | {"accept-encoding"}
