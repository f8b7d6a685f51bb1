"""The same on SQLite, which a site has that names no other database."""

from collections.abc import Iterable

from benchmarks.loaded import sites_on_sqlite
from benchmarks.results import Result
from benchmarks.scale import compared


def measure(small: bool) -> Iterable[Result]:
    return compared(sites_on_sqlite(small), small)
