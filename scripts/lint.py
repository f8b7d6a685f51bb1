"""`make lint`: every check, each named; all run, then the exit code says whether all passed."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable

CHECKS: list[tuple[str, list[str]]] = [
    ("style, security and complexity (ruff)", [PYTHON, "-m", "ruff", "check", "."]),
    ("format (ruff)", [PYTHON, "-m", "ruff", "format", "--check", "."]),
    ("templates (djlint)", [PYTHON, "-m", "djlint", "--lint", "--quiet",
                            "site/templates", "home", "programs", "news", "forms", "site/content",
                            "site/accounts"]),
    ("types (mypy)", [PYTHON, "-m", "mypy", "site/accounts", "site/config", "site/content",
                      "site/pagecache", "site/urdu", "site/vault", "home", "programs", "news",
                      "forms"]),
    ("direction of imports (import-linter)", [str(Path(PYTHON).parent / "lint-imports")]),
    ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("catalogues", [PYTHON, "-m", "config.catalogues", "check"]),
    ("locks", [PYTHON, "scripts/lock.py", "--check"]),
]  # fmt: skip


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "PYTHONPATH": "site",
            "DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }
        for name, command in CHECKS:
            print(f"--- {name}", flush=True)
            if subprocess.run(command, cwd=ROOT, env=environment).returncode:
                failed.append(name)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
