"""The WSGI middleware: answer from memory, or ask the application and keep what may be kept."""

import time
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from pagecache.entry import KEPT_STATUS, Entry, Headers, make_entry
from pagecache.rules import Environ, Rules
from pagecache.store import Key, Store

type Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

LONGEST_AGE = 60
MEMORY = 64 * 1024 * 1024
LARGEST_PAGE = 2 * 1024 * 1024
NEVER = frozenset({"private", "no-store", "no-cache"})
# A kept page must not depend on these, so the application does not get to see them.
HIDDEN = ("HTTP_COOKIE", "HTTP_ACCEPT_ENCODING", "HTTP_RANGE", "HTTP_IF_NONE_MATCH",
          "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")  # fmt: skip


# While the database is away, not every visitor waits for it.
SECONDS_WITHOUT_DATABASE = 2


class PageCache:
    """`stamp()` returns the content's stamp; when it differs from the last, every page goes.

    If it cannot be read (the database is away), what is kept is served for as long as it may be.
    """

    def __init__(
        self,
        application: Application,
        rules: Rules,
        stamp: Callable[[], str],
        *,
        memory: int = MEMORY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.application = application
        self.rules = rules
        self.stamp = stamp
        self.store = Store(memory)
        self.clock = clock
        self._last_stamp = ""
        self._ask_again_at = 0.0

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        key = self.rules.key(environ)
        if key is None:
            return self.application(environ, start_response)
        stamp = self._current_stamp()
        entry = self.store.get(key, stamp, self.clock())
        if entry is None and environ["REQUEST_METHOD"] == "GET":
            return self._ask(key, stamp, environ, start_response)
        if entry is None:
            return self.application(without_visitor(environ), start_response)
        return respond(entry, environ, start_response, self.clock())

    def _current_stamp(self) -> str:
        if self.clock() < self._ask_again_at:
            return self._last_stamp
        try:
            self._last_stamp = self.stamp()
        except Exception:  # noqa: BLE001 — a page in memory is better than none
            self._ask_again_at = self.clock() + SECONDS_WITHOUT_DATABASE
        return self._last_stamp

    def _ask(
        self, key: Key, stamp: str, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """The application's answer, kept if it may be.

        It is kept under the stamp that was read before it was made: a change in between makes it
        too old, never too new.
        """
        answer = Answer()
        body = self.application(without_visitor(environ), answer.start)
        seconds = self._seconds_to_keep(answer)
        if not seconds:
            start_response(answer.status, answer.headers, *answer.exc_info)
            return body
        parts, rest = read(body, LARGEST_PAGE)
        if rest is not None:
            start_response(answer.status, answer.headers)
            return Continued(parts, rest, body)
        close(body)
        entry = make_entry(answer.status, answer.headers, b"".join(parts), self.clock(), seconds)
        self.store.put(key, entry, stamp)
        return respond(entry, environ, start_response, self.clock())

    def _seconds_to_keep(self, answer: "Answer") -> int:
        """How long it may be kept; 0 if it may not."""
        control = answer.get("Cache-Control").lower()
        if (
            answer.code not in KEPT_STATUS
            or answer.has("Set-Cookie")
            or answer.has("Content-Encoding")
            or not self.rules.allows_vary(answer.get("Vary"))
            or "public" not in directives(control)
            or not directives(control).isdisjoint(NEVER)
        ):
            return 0
        return min(max_age(control), LONGEST_AGE)


class Answer:
    """What the application says before its body."""

    def __init__(self) -> None:
        self.status = "500 Internal Server Error"
        self.headers: Headers = []
        self.exc_info: tuple[Any, ...] = ()

    def start(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status, self.headers = status, headers
        self.exc_info = (exc_info,) if exc_info else ()

    @property
    def code(self) -> int:
        return int(self.status[:3])

    def has(self, name: str) -> bool:
        return any(known.lower() == name.lower() for known, _ in self.headers)

    def get(self, name: str) -> str:
        """All values of a header, separated by commas."""
        return ", ".join(value for known, value in self.headers if known.lower() == name.lower())


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


def without_visitor(environ: Environ) -> Environ:
    """The request without what must not matter."""
    return {name: value for name, value in environ.items() if name not in HIDDEN}


def respond(
    entry: Entry, environ: Environ, start_response: Callable[..., Any], now: float
) -> list[bytes]:
    encoding = entry.encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body = entry.bodies[encoding]
    headers = [
        *entry.headers,
        ("Vary", entry.vary),
        ("ETag", entry.etag),
        ("Age", str(int(now - entry.made))),
    ]
    if entry.status.startswith("200") and entry.matches(environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response("304 Not Modified", headers)
        return []
    if encoding:
        headers.append(("Content-Encoding", encoding))
    headers.append(("Content-Length", str(len(body))))
    start_response(entry.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def read(body: Iterable[bytes], limit: int) -> tuple[list[bytes], Iterable[bytes] | None]:
    """The parts of a body, and what is left of one that is larger than the limit."""
    parts: list[bytes] = []
    size = 0
    remaining = iter(body)
    for part in remaining:
        parts.append(part)
        size += len(part)
        if size > limit:
            return parts, remaining
    return parts, None


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
