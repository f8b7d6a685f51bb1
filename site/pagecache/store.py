"""Entries in memory, the least recently asked for going first. Safe between threads."""

from collections import OrderedDict
from threading import Lock

from pagecache.entry import Entry

type Key = tuple[str, ...]


class Store:
    """At most `limit` bytes of entries, all made under one stamp."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._stamp: str | None = None
        self._size = 0
        self._lock = Lock()

    def get(self, key: Key, stamp: str, now: float) -> Entry | None:
        """The entry, unless it is too old or the content has changed since."""
        with self._lock:
            self._drop_unless(stamp)
            entry = self._entries.get(key)
            if entry is None:
                return None
            if entry.expires <= now:
                self._remove(key)
                return None
            self._entries.move_to_end(key)
            return entry

    def put(self, key: Key, entry: Entry, stamp: str) -> None:
        """Keep the entry, made from content of that stamp; nothing if that has changed since."""
        with self._lock:
            if stamp != self._stamp or entry.size > self.limit:
                return
            self._remove(key)
            self._entries[key] = entry
            self._size += entry.size
            while self._size > self.limit:
                self._remove(next(iter(self._entries)))

    @property
    def size(self) -> int:
        return self._size

    def __len__(self) -> int:
        return len(self._entries)

    def _drop_unless(self, stamp: str) -> None:
        if stamp != self._stamp:
            self._entries.clear()
            self._size = 0
            self._stamp = stamp

    def _remove(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry:
            self._size -= entry.size
