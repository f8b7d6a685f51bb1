"""What was prepared under which circumstances, so that a second start does nothing twice."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distributions

from config.environment import ROOT, environment


@contextmanager
def once(name: str, digest: str) -> Iterator[bool]:
    """Yields whether the work is needed; remembers the digest when the work raised nothing."""
    mark = environment.data_dir / f".prepared-{name}"
    needed = not (mark.exists() and mark.read_text() == digest)
    yield needed
    if needed:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(digest)


def static_digest() -> str:
    """Changes with any of our static files and with any installed version."""
    total = hashlib.sha256()
    for path in sorted((ROOT / "static").rglob("*")):
        if path.is_file():
            stat = path.stat()
            total.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}".encode())
    for line in sorted(f"{one.name}=={one.version}" for one in distributions()):
        total.update(line.encode())
    return total.hexdigest()
