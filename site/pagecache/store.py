"""Entries in memory, bounded in bytes. Safe between threads."""

from threading import Lock

from pagecache.entry import Entry

type Key = tuple[str, ...]


class Store:
    """At most `limit` bytes of entries. What was used since it was last looked at stays, the rest
    goes, the oldest first (second chance): a crowd of pages that are asked for once pushes out
    none that people read.

    `entries` may be read without the lock: a hit then costs one look-up and no waiting.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.entries: dict[Key, Entry] = {}
        self._weights: dict[Key, int] = {}
        self._size = 0
        self._lock = Lock()

    def get(self, key: Key) -> Entry | None:
        with self._lock:
            return self.entries.get(key)

    def put(self, key: Key, entry: Entry) -> None:
        """Keep the entry, in the place of an older one; one that is larger than all memory is not
        kept."""
        with self._lock:
            self._remove(key)
            if entry.size + sum(map(len, key)) > self.limit:
                return
            self.entries[key] = entry
            self._weigh(key, entry)

    def grown(self, key: Key, entry: Entry) -> None:
        """The entry was compressed once more: what it weighs counts anew."""
        with self._lock:
            if self.entries.get(key) is entry:
                self._weigh(key, entry)

    def remove(self, key: Key) -> None:
        with self._lock:
            self._remove(key)

    @property
    def size(self) -> int:
        return self._size

    def __len__(self) -> int:
        return len(self.entries)

    def _weigh(self, key: Key, entry: Entry) -> None:
        weight = entry.size + sum(map(len, key))
        self._size += weight - self._weights.get(key, 0)
        self._weights[key] = weight
        while self._size > self.limit:
            self._pass_by(next(iter(self.entries)))

    def _pass_by(self, key: Key) -> None:
        """The entry at the front leaves, or goes to the back if it was used."""
        entry = self.entries[key]
        if not entry.used:
            self._remove(key)
            return
        entry.used = False
        del self.entries[key]
        self.entries[key] = entry

    def _remove(self, key: Key) -> None:
        if self.entries.pop(key, None):
            self._size -= self._weights.pop(key)
