"""Lighthouse itself: one page, one run, its report."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from .pages import FLAGS

LIGHTHOUSE = (
    Path(__file__).resolve().parents[2]
    / "tests" / "tools" / "node_modules" / "lighthouse" / "cli" / "index.js"
)  # fmt: skip
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 180
# Now and then Chromium's trace of a page is not whole; Lighthouse says so and asks for another run.
ATTEMPTS = 3

type Report = dict[str, Any]


def missing() -> str:
    """What is needed and not there; empty if all is."""
    if not browser():
        return "Chromium"
    if not shutil.which("node"):
        return "Node.js"
    return "" if LIGHTHOUSE.exists() else "Lighthouse (make tools)"


def browser() -> str:
    return next(filter(None, map(shutil.which, BROWSERS)), "")


def report(url: str) -> Report:
    """What Lighthouse says of the page on its phone: a slow 4G line, simulated, and a processor
    four times as slow as this one."""
    for _ in range(ATTEMPTS):
        found = run(url)
        if not found.get("runtimeError"):
            return found
    raise RuntimeError(f"{url}: {found['runtimeError']['message']}")


def run(url: str) -> Report:
    """One run. The report goes through a file: Lighthouse ends before a pipe has taken it all."""
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        path = Path(folder) / "report.json"
        command = [
            "node", str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={path}",
            "--no-enable-error-reporting", f"--chrome-flags={' '.join(FLAGS)}",
        ]  # fmt: skip
        done = subprocess.run(
            command, env=os.environ | {"CHROME_PATH": browser()},
            capture_output=True, text=True, timeout=SECONDS,
        )  # fmt: skip
        if not path.exists():
            raise RuntimeError(f"{url}: {done.stderr}")
        return json.loads(path.read_text())
