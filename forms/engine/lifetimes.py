"""For how long a draft is kept after its last answer. The engine's own answer is 30 days; a room
above it (retention) may know better, and says so when the site starts."""

from collections.abc import Callable
from datetime import timedelta

DEFAULT = timedelta(days=30)

_asked: list[Callable[[str], int | None]] = []


def ask(source: Callable[[str], int | None]) -> None:
    """From now on `source` gives the days of a service, or None for the default."""
    _asked[:] = [source]


def of(service: str) -> timedelta:
    days = _asked[0](service) if _asked else None
    return timedelta(days=days) if days else DEFAULT
