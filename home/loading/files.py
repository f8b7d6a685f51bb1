"""The files: YAML, every text as `{en: …, ur: …}`."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DEMONSTRATION = Path(__file__).resolve().parents[1] / "demonstration"
type Data = dict[str, Any]


@cache
def read(name: str) -> Any:
    """Content of one file, named from the demonstration folder."""
    return yaml.safe_load((DEMONSTRATION / name).read_text(encoding="utf-8"))


def pages() -> list[tuple[str, Data]]:
    """Path and data of each page, parents before children; the home page's path is empty."""
    root = DEMONSTRATION / "pages"
    names = (path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.yaml"))
    found = [("" if name == "home" else name, read(f"pages/{name}.yaml")) for name in names]
    return sorted(found, key=lambda item: (item[0].count("/") + bool(item[0]), item[0]))


def is_text(value: object) -> bool:
    return isinstance(value, dict) and set(value) <= {"en", "ur"} and bool(value)


def digest(data: object) -> str:
    """SHA-256 of data, the same for equal data."""
    return hashlib.sha256(
        json.dumps(data, sort_keys=True, default=str, ensure_ascii=False).encode()
    ).hexdigest()


def digest_of_all() -> str:
    """SHA-256 of every file in the folder: equal means that there is nothing to load."""
    total = hashlib.sha256()
    for path in all_files():
        total.update(path.relative_to(DEMONSTRATION).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def all_files() -> Iterator[Path]:
    kinds = {".yaml", ".png", ".jpg", ".pdf", ".csv"}
    yield from sorted(path for path in DEMONSTRATION.rglob("*") if path.suffix in kinds)
