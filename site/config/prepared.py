"""What was prepared under which circumstances, so that a second start does nothing twice.

Knows nothing of Django: an unchanged site starts without loading it once more.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path
from typing import Never

from config.environment import ROOT, environment

STATIC = ("static",)
# What a start depends on: code that prepares, migrations, content, translations, static files.
SOURCES = ("static", "locale", "home", "programs", "news", "forms", "site", "requirements.txt")
GENERATED = {".mo", ".pyc"}


@contextmanager
def once(name: str, digest: str) -> Iterator[bool]:
    """Yields whether the work is needed; remembers the digest when the work raised nothing."""
    mark = environment.data_dir / f".prepared-{name}"
    needed = not (mark.exists() and mark.read_text() == digest)
    yield needed
    if needed:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(digest)


def digest_of(names: Iterable[str]) -> str:
    """Changes with any file below these names (path, size, time) and any installed version."""
    total = hashlib.sha256()
    for path in sorted(path for name in names for path in files_below(ROOT / name)):
        stat = path.stat()
        total.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}".encode())
    for line in sorted(f"{one.name}=={one.version}" for one in distributions()):
        total.update(line.encode())
    return total.hexdigest()


def files_below(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    return (one for one in path.rglob("*") if one.is_file() and one.suffix not in GENERATED)


def everything() -> str:
    """Digest of all that a start prepares; with it, which database was prepared."""
    database = environment.data_dir / "site.sqlite3"
    made = database.stat().st_ino if database.exists() else 0
    return f"{digest_of(SOURCES)}:{environment.database_url}:{made}"


def is_unchanged() -> bool:
    """Whether the last start prepared this very state. With PostgreSQL it is always looked at."""
    mark = environment.data_dir / ".prepared-everything"
    database = environment.data_dir / "site.sqlite3"
    return (
        not environment.database_url
        and database.exists()
        and mark.exists()
        and mark.read_text() == everything()
    )


def start_servers() -> Never:
    """Become what keeps web and worker of the Procfile running."""
    host = os.environ.get("HOST", "127.0.0.1")
    address = f"http://{host}:{environment.port}"
    sys.stdout.write(f"The site is at {address}/ (stop: Ctrl+C)\n")
    sys.stdout.write(f"Staff sign in at {address}/admin/\n")
    sys.stdout.flush()
    values = os.environ | {
        # Procfile names programs of the virtual environment.
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), os.environ.get("PYTHONPATH", "")]),
        "PORT": str(environment.port),
    }
    os.chdir(ROOT)
    command = [sys.executable, "-m", "config.supervising"]
    os.execve(sys.executable, command, values)  # noqa: S606 — the supervisor takes over
