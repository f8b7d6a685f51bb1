"""What the application answers, and whether it may be kept."""

from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import chain
from typing import Any

from pagecache.entry import KEPT_STATUS, MISS, STATE, Headers
from pagecache.rules import Environ, Key

type StartResponse = Callable[..., Any]
type Application = Callable[[Environ, StartResponse], Iterable[bytes]]

LARGEST_PAGE = 2 * 1024 * 1024
LONGEST_AGE = 3600  # seconds
NEVER = frozenset({"private", "no-store", "no-cache"})
FOR_THIS_CACHE = "Surrogate-Control"
# Of the visitor's own words the application sees none but these: a kept page depends on nothing
# that is not in its key. (Django reads a query by the charset of a request's Content-Type, even.)
OF_THE_VISITOR = ("HTTP_", "CONTENT_")
LANGUAGE = "HTTP_ACCEPT_LANGUAGE"


class Answer:
    """Status and headers as the application says them, and its body; `shared` if it may be given
    to others."""

    def __init__(self, application: Application, environ: Environ, shared: bool = True) -> None:
        self.shared = shared
        self.status = "500 Internal Server Error"
        self.headers: Headers = []
        self.exc_info: tuple[Any, ...] = ()
        self.body: Iterable[bytes] = ()
        self.body = application(environ, self._start)

    def _start(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status, self.headers = status, headers
        self.exc_info = (exc_info,) if exc_info else ()

    @property
    def code(self) -> int:
        return int(self.status[:3])

    @property
    def failed(self) -> bool:
        return self.code >= 500

    def has(self, name: str) -> bool:
        return any(known.lower() == name.lower() for known, _ in self.headers)

    def get(self, name: str) -> str:
        """All values of a header, separated by commas."""
        return ", ".join(value for known, value in self.headers if known.lower() == name.lower())

    def seconds_to_keep(self, allows_vary: Callable[[str], bool]) -> int:
        """How long it may be kept; 0 if it may not. `Surrogate-Control` speaks to a cache that
        belongs to the site, `Cache-Control` to everybody's (W3C note Edge Architecture, 2001)."""
        control = self.get("Cache-Control").lower()
        if (
            not self.shared
            or self.code not in KEPT_STATUS
            or self.has("Set-Cookie")
            or self.has("Content-Encoding")
            or not allows_vary(self.get("Vary"))
            or "public" not in directives(control)
            or not directives(control).isdisjoint(NEVER)
        ):
            return 0
        ours = self.get(FOR_THIS_CACHE).lower()
        return min(max_age(ours) if ours else max_age(control), LONGEST_AGE)

    def read(self, limit: int = LARGEST_PAGE) -> bytes | None:
        """The whole body; None if it is larger, and then it can still be passed on."""
        parts: list[bytes] = []
        size = 0
        remaining = iter(self.body)
        for part in remaining:
            parts.append(part)
            size += len(part)
            if size > limit:
                self.body = Continued(parts, remaining, self.body)
                return None
        self.close()
        return b"".join(parts)

    def pass_on(self, start_response: StartResponse) -> Iterable[bytes]:
        """To this visitor as it is."""
        headers = [one for one in self.headers if one[0].lower() != FOR_THIS_CACHE.lower()]
        start_response(self.status, [*headers, (STATE, MISS)], *self.exc_info)
        return self.body

    def close(self) -> None:
        close(self.body)


class Continued:
    """A body of which the beginning has been read; closing it closes the application's."""

    def __init__(self, parts: list[bytes], rest: Iterable[bytes], body: Iterable[bytes]) -> None:
        self._all = chain(parts, rest)
        self._body = body

    def __iter__(self) -> "Continued":
        return self

    def __next__(self) -> bytes:
        return next(self._all)

    def close(self) -> None:
        close(self._body)


def for_everybody(environ: Environ, key: Key, query: str) -> Environ:
    """The request without what must not matter. A HEAD is asked as a GET, and kept like one; the
    language is seen where the key has a variant."""
    _, _, host, scheme, variant = key
    seen = {name: value for name, value in environ.items() if not name.startswith(OF_THE_VISITOR)}
    seen |= {"REQUEST_METHOD": "GET", "QUERY_STRING": query, "wsgi.input": BytesIO()}
    if host:
        seen["HTTP_HOST"] = host
    if scheme == "https":
        seen["HTTP_X_FORWARDED_PROTO"] = scheme
    if variant and LANGUAGE in environ:
        seen[LANGUAGE] = environ[LANGUAGE]
    return seen


def close(body: Iterable[bytes]) -> None:
    closing = getattr(body, "close", None)
    if closing:
        closing()


def directives(control: str) -> set[str]:
    return {part.strip().partition("=")[0] for part in control.split(",")}


def max_age(control: str) -> int:
    for part in control.split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.isdecimal():
            return int(value)
    return 0
