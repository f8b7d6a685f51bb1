"""Shared by all tests. What cannot run on this machine is skipped and named at the end; in CI a
skipped test is a failure.
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from checkers import AXE, CHROMIUM, LIGHTHOUSE, VNU, redis_listens
from django.db.backends.base.operations import BaseDatabaseOperations as DatabaseOperations

from forms.casework import guards

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

NEEDS = {
    "browser": (CHROMIUM is not None and AXE.exists(), "Chromium and axe"),
    "nu": (shutil.which("java") is not None and VNU.exists(), "Java and the Nu checker"),
    "lighthouse": (
        shutil.which("node") is not None and LIGHTHOUSE.exists(),
        "Node.js and Lighthouse",
    ),
    "redis": (redis_listens(), "Redis"),
    "postgresql": (bool(os.environ.get("DATABASE_URL")), "PostgreSQL"),
}


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied() -> Iterator[None]:
    """Tests with transactions of their own empty all tables afterwards, which on SQLite means
    deleting rows that the guards protect. `post_migrate`, sent after it, sets the guards again."""
    empty = DatabaseOperations.execute_sql_flush

    def without_guards(operations: DatabaseOperations, statements: list[str]) -> None:
        guards.remove(operations.connection)
        empty(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", without_guards)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for marker, (available, tool) in NEEDS.items():
            if item.get_closest_marker(marker) and not available:
                item.add_marker(pytest.mark.skip(reason=f"needs {tool}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = Counter(
        str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])
    )
    lines = [f"{number} tests ({reason})" for reason, number in sorted(reasons.items())]
    for line in lines:
        terminalreporter.write_line(f"Not run here: {line}")
    if lines and (summary := os.environ.get("NOT_RUN_FILE")):
        Path(summary).write_text("\n".join(lines))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI nothing may be left out."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
