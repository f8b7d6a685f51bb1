"""The WSGI middleware: answer from memory, or ask the application and keep what may be kept."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from pagecache import flights
from pagecache.answer import Answer, Application, StartResponse, for_everybody
from pagecache.encoding import CHOICES
from pagecache.entry import HIT, MISS, STALE, Entry, make_entry
from pagecache.flights import Flight, Flights
from pagecache.freshness import RETRY, Freshness
from pagecache.rules import Environ, Key, Rules, raw_key
from pagecache.store import Store

MEMORY = 64 * 1024 * 1024
# An old copy is better than an error for so long (seconds), `stale-if-error` says the same.
LONGEST_STALE = 24 * 60 * 60


class PageCache:
    """`stamp()` returns the content's stamp; a page is given out while the stamp under which it
    was made is the current one. An old copy goes out only if the page cannot be made anew, or the
    stamp cannot be read, and says that it is stale.
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
        self.store = Store(memory)
        self.clock = clock
        self.freshness = Freshness(stamp, lambda: self.clock())
        self.flights = Flights()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """The short way to a hit, which is nearly every request: a few look-ups, no lock."""
        entry = self.store.entries.get(raw_key(environ))
        if (
            entry is not None
            and (now := self.clock()) < self.freshness.until
            and entry.stamp == self.freshness.stamp
            and now < entry.expires
            and environ["REQUEST_METHOD"] == "GET"
            and "HTTP_IF_NONE_MATCH" not in environ
        ):
            choice = CHOICES.get(environ.get("HTTP_ACCEPT_ENCODING", ""))
            if choice is not None and (sent := entry.encoded.get(choice)):
                entry.used = True
                start_response(entry.status, sent.headers)
                return sent.body
        return self._by_rules(environ, start_response)

    def _by_rules(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self.rules.asks_for_a_page(environ):
            return self.application(environ, start_response)
        # First, as what the site says of its addresses may change with it.
        stamp = self.freshness.current()
        key = self.rules.key(environ)
        if key is None:
            return Answer(self.application, environ).pass_on(start_response)
        entry = self.store.get(key)
        if entry and stamp is None and self._was_current(entry):
            return self._send(key, entry, STALE, environ, start_response)
        if entry and entry.stamp == stamp and self.clock() < entry.expires:
            return self._send(key, entry, HIT, environ, start_response)
        if entry and self.clock() < entry.retry_at and self._may_be_stale(entry):
            return self._send(key, entry, STALE, environ, start_response)
        return self._anew(key, stamp, environ, start_response)

    def _was_current(self, entry: Entry) -> bool:
        """Whether it was the page of today when the stamp was last read. What was too old already
        goes out only if it cannot be made anew."""
        return entry.stamp == self.freshness.stamp and self._may_be_stale(entry)

    def _may_be_stale(self, entry: Entry) -> bool:
        return self.clock() < entry.made + LONGEST_STALE

    def _anew(
        self, key: Key, stamp: str | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """One visitor's request makes the page; who comes meanwhile waits for it."""
        flight, leads = self.flights.join(key, stamp)
        if leads:
            try:
                return self._lead(flight, key, stamp, environ, start_response)
            finally:
                self.flights.land(key, stamp, flight)
        if flight.wait(flights.PATIENCE):
            if flight.entry:
                return self._send(key, flight.entry, HIT, environ, start_response)
            if flight.failed and (old := self._old(key)):
                return self._send(key, old, STALE, environ, start_response)
        return self._lead(Flight(), key, stamp, environ, start_response)

    def _old(self, key: Key) -> Entry | None:
        entry = self.store.get(key)
        return entry if entry and self._may_be_stale(entry) else None

    def _lead(
        self,
        flight: Flight,
        key: Key,
        stamp: str | None,
        environ: Environ,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        """The application's answer; an old copy instead if that is an error."""
        try:
            answer = self._ask(key, environ)
        except Exception:
            if old := self._failed(flight, key):
                return self._send(key, old, STALE, environ, start_response)
            raise
        if answer.failed and (old := self._failed(flight, key)):
            answer.close()
            return self._send(key, old, STALE, environ, start_response)
        entry = None if answer.failed else self._keep(answer, key, stamp)
        if entry is None:
            return self._pass_on(answer, environ, start_response)
        flight.entry = entry
        return self._send(key, entry, MISS, environ, start_response)

    def _failed(self, flight: Flight, key: Key) -> Entry | None:
        """The old copy, which then serves for a while without another try."""
        flight.failed = True
        old = self._old(key)
        if old:
            old.retry_at = self.clock() + RETRY
        return old

    def _ask(self, key: Key, environ: Environ) -> Answer:
        """A page is asked with what it knows of the query. If there is none, with all of it: a
        redirect of the editors may be from an address with a query; that is nobody else's."""
        answer = Answer(self.application, for_everybody(environ, key, key[1]))
        whole = environ.get("QUERY_STRING", "")
        if answer.code != 404 or whole == key[1]:
            return answer
        answer.close()
        return Answer(self.application, for_everybody(environ, key, whole), shared=False)

    def _keep(self, answer: Answer, key: Key, stamp: str | None) -> Entry | None:
        """The answer as an entry, kept if it may be; whatever was there before is gone.

        It is kept under the stamp that was read before it was made: a change in between makes it
        too old, never too new. What is too old already takes no newer one's place.
        """
        seconds = answer.seconds_to_keep(self.rules.allows_vary)
        body = answer.read() if seconds and stamp is not None else None
        current = stamp is None or stamp == self.freshness.stamp
        if stamp is None or body is None:
            if current:
                self.store.remove(key)
            return None
        entry = make_entry(answer.status, answer.headers, body, stamp, self.clock(), seconds)
        if current:
            self.store.put(key, entry)
        return entry

    def _pass_on(
        self, answer: Answer, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        body = answer.pass_on(start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        answer.close()
        return []

    def _send(
        self, key: Key, entry: Entry, state: str, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        entry.used = entry.used or state == HIT
        known = len(entry.encoded)
        sent = entry.sent(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if len(entry.encoded) > known:
            self.store.grown(key, entry)
        if entry.status.startswith("200") and entry.matches(environ.get("HTTP_IF_NONE_MATCH", "")):
            start_response("304 Not Modified", entry.headers_for(state, "", None))
            return []
        start_response(entry.status, with_state(sent.headers, state, entry))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else sent.body


def with_state(headers: list[tuple[str, str]], state: str, entry: Entry) -> list[tuple[str, str]]:
    """The headers of a hit, or the same of a miss or a stale copy."""
    if state == HIT:
        return headers
    named: dict[str, Any] = dict(headers)
    length = int(named["Content-Length"])
    return entry.headers_for(state, named.get("Content-Encoding", ""), length)
