"""One rendering at a time of each page: who comes meanwhile waits for it."""

from threading import Event, Lock

from pagecache.entry import Entry
from pagecache.store import Key

PATIENCE = 2.0  # seconds; who has waited for so long asks by themselves


class Flight:
    """A rendering on its way. `entry` is what came of it, None if it may not be shared;
    `failed` if it was an error."""

    def __init__(self) -> None:
        self.entry: Entry | None = None
        self.failed = False
        self._landed = Event()

    def wait(self, seconds: float) -> bool:
        """Whether it is done."""
        return self._landed.wait(seconds)

    def land(self) -> None:
        self._landed.set()


class Flights:
    """By page and stamp: what is made of old content is nothing for who has seen a newer stamp."""

    def __init__(self) -> None:
        self._flights: dict[tuple[Key, str | None], Flight] = {}
        self._lock = Lock()

    def join(self, key: Key, stamp: str | None) -> tuple[Flight, bool]:
        """The flight, and whether the caller leads it and must `land` it."""
        with self._lock:
            flight = self._flights.get((key, stamp))
            if flight:
                return flight, False
            flight = self._flights[(key, stamp)] = Flight()
            return flight, True

    def land(self, key: Key, stamp: str | None, flight: Flight) -> None:
        with self._lock:
            self._flights.pop((key, stamp), None)
        flight.land()

    def __len__(self) -> int:
        return len(self._flights)
