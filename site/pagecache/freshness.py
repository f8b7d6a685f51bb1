"""Whether what is kept is still true: the content's stamp, read now and then."""

from collections.abc import Callable
from threading import Lock

# Reading it again after this time, and the age from which it is no longer believed. A change is
# seen by a process within READ_AGAIN and the time of one reading, at the most within BELIEVED.
READ_AGAIN, BELIEVED = 0.25, 0.75
# While the database is away not every visitor waits for it.
RETRY = 2.0


class Freshness:
    """The stamp as last read, by one thread at a time. Times are seconds of `clock`.

    `until` is when it must be read again: until then `stamp` may be taken without asking.
    """

    def __init__(self, read: Callable[[], str], clock: Callable[[], float]) -> None:
        self._read = read
        self._clock = clock
        self._reading = Lock()
        self._read_at = float("-inf")  # when the last reading that succeeded began
        self._away_until = float("-inf")
        self.stamp = ""
        self.until = float("-inf")

    def current(self) -> str | None:
        """The stamp, at most BELIEVED seconds old; None while it cannot be read."""
        now = self._clock()
        if now < self.until:
            return self.stamp
        if now < self._away_until:
            return self._believed(now)
        # Whoever comes while another thread reads goes on with what is still believed.
        waits = self._believed(now) is None
        if not self._reading.acquire(blocking=waits, timeout=RETRY if waits else -1):
            if waits:  # the database does not even refuse
                self._away_until = self._clock() + RETRY
            return self._believed(self._clock())
        try:
            return self._read_again()
        finally:
            self._reading.release()

    def _believed(self, now: float) -> str | None:
        return self.stamp if now < self._read_at + BELIEVED else None

    def _read_again(self) -> str | None:
        now = self._clock()
        if now < self.until:  # while waiting for the lock, another thread has
            return self.stamp
        if now < self._away_until:
            return self._believed(now)
        try:
            stamp = self._read()
        except Exception:  # noqa: BLE001 — a page in memory is better than none
            self._away_until = self._clock() + RETRY
            return self._believed(self._clock())
        # In this order: who sees the later `until` sees the stamp that belongs to it.
        self.stamp, self._read_at = stamp, now
        self.until = now + READ_AGAIN
        return stamp
