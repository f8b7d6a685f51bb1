"""`make test`: the whole suite on SQLite, then on PostgreSQL. Ends by naming what was not run.

On a machine without Chromium, Java or PostgreSQL the rest runs and passes. In CI (CI=true)
whatever is not run is a failure.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
NOT_RUN = Path(tempfile.mkdtemp(prefix="not-run-"))
# Kills processes for minutes: alone, so that nothing else is slowed down by it.
KILLS = "tests/site/test_kills.py"
SEES_DATABASE = "not browser and not nu and not running"
NOT_OF_SQLITE = "not postgresql"  # looks at PostgreSQL itself: run in its own turn below
POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


def postgresql_answers() -> bool:
    import psycopg

    try:
        psycopg.connect(POSTGRESQL, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def prepare() -> None:
    """What `make run` also compiles: the tests see the site as it is served."""
    subprocess.run([sys.executable, "-m", "config.catalogues", "compile"], cwd=ROOT, check=True)
    subprocess.run([sys.executable, "-m", "config.styles"], cwd=ROOT, check=True)


def pytest(name: str, arguments: list[str], **environment: str) -> bool:
    print(f"\n=== {name} ===", flush=True)
    with tempfile.TemporaryDirectory(prefix="digital-pakistan-") as folder:
        result = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", *arguments],
            cwd=ROOT,
            env=os.environ
            | {"DATA_DIR": folder, "NOT_RUN_FILE": str(NOT_RUN / f"{len(list(NOT_RUN.iterdir()))}")}
            | environment,
        )
    return result.returncode == 0


def name_what_was_not_run() -> None:
    """The last lines: each missing tool once, with the number of tests that it cost."""
    for line in sorted(
        {line for file in NOT_RUN.iterdir() for line in file.read_text().split("\n")}
    ):
        if line:
            print(f"Not run: {line}")


def suite(name: str, arguments: list[str], **environment: str) -> bool:
    """The parts on an empty database, then the whole site on one that holds its content."""
    parts = pytest(f"{name}: parts", ["tests", "--ignore=tests/site", *arguments], **environment)
    whole = pytest(
        f"{name}: whole site", ["tests/site", f"--ignore={KILLS}", *arguments], **environment
    )
    return parts and whole


def main() -> int:
    prepare()
    arguments = sys.argv[1:]
    passed = suite("SQLite", [*arguments, "-m", NOT_OF_SQLITE])
    passed &= pytest("SQLite: kills under load", [KILLS, *arguments])
    if postgresql_answers():
        # Chromium, the Nu checker and the crawl see pages, not the database: once is enough.
        passed &= suite("PostgreSQL", [*arguments, "-m", SEES_DATABASE], DATABASE_URL=POSTGRESQL)
    else:
        (NOT_RUN / "postgresql").write_text(
            f"the suite on PostgreSQL (nothing answers at {POSTGRESQL})"
        )
        passed &= not IN_CI
    print("\nAll passed." if passed else "\nFailed: see above.")
    name_what_was_not_run()
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
