"""Locks the dependencies of pyproject.toml, with hashes. `--check` fails when a lock is stale.

What is already locked stays at its version; delete a lock to upgrade everything.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS: dict[str, list[str]] = {
    "requirements.txt": ["pyproject.toml"],
    "requirements-dev.txt": [
        "pyproject.toml",
        "--group",
        "dev",
        "--constraint",
        "requirements.txt",
    ],
}


def compile_lock(name: str, sources: list[str], target: Path) -> None:
    subprocess.run(
        [
            sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal",
            "--python-version", "3.12", "--generate-hashes", "--no-emit-index-url",
            "--no-emit-find-links", "--no-annotate", "--no-header", *sources,
            "--output-file", str(target),
        ],
        cwd=ROOT,
        check=True,
    )  # fmt: skip


def main() -> int:
    stale = []
    for name, sources in LOCKS.items():
        lock = ROOT / name
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / name
            if lock.exists():
                shutil.copy(lock, target)
            compile_lock(name, sources, target)
            if not lock.exists() or target.read_text() != lock.read_text():
                stale.append(name)
            if "--check" not in sys.argv:
                shutil.copy(target, lock)
    if "--check" in sys.argv and stale:
        print(f"Stale: {', '.join(stale)}. Run `make lock`.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
