"""What `make bench` prints, and docs/benchmarks.md."""

import os
import platform
import shutil
import subprocess
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.results import Result
from benchmarks.server import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
PACKAGES = ("django", "wagtail", "granian", "brotli", "psycopg")


def line(result: Result) -> str:
    """One line for a terminal."""
    return (
        f"  {result.name:58} {result.value:10,.2f} {result.unit:4} "
        f"{result.wanted:20} {result.verdict if result.target is not None else ''}"
        f"{f'  ({result.note})' if result.note else ''}"
    ).rstrip()


def write(parts: dict[str, list[Result]]) -> None:
    """All parts as one page, with the machine and the versions on which they were measured."""
    text = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Ratios count; absolute numbers are of this machine.",
        "",
        *(f"- {name}: {value}" for name, value in circumstances().items()),
        "",
    ]
    for title, results in parts.items():
        text += [f"## {title}", "", "| what | measured | target | |", "|---|---|---|---|"]
        text += [row(result) for result in results]
        text += [""]
    PAGE.write_text("\n".join(text))


def row(result: Result) -> str:
    note = f" ({result.note})" if result.note else ""
    return (
        f"| {result.name}{note} | {result.value:,.2f} {result.unit} | {result.wanted} "
        f"| {result.verdict} |"
    )


def circumstances() -> dict[str, str]:
    return {
        "date": date.today().isoformat(),
        "machine": f"{os.cpu_count()} processors ({processor()}), {platform.system()} "
        f"{platform.release()}, load {os.getloadavg()[0]:.1f} at the end",
        "versions": ", ".join(
            [f"Python {platform.python_version()}"]
            + [f"{name} {version(name)}" for name in PACKAGES]
            + [said for name in ("nginx", "postgres") if (said := of_program(name))]
        ),
    }


def processor() -> str:
    lines = (
        Path("/proc/cpuinfo").read_text().splitlines() if os.path.exists("/proc/cpuinfo") else []
    )
    return next(
        (one.partition(": ")[2] for one in lines if one.startswith("model name")), "unknown"
    )


def of_program(name: str) -> str:
    """What a program says of its version; empty where there is none."""
    command = {"nginx": ["nginx", "-v"], "postgres": ["psql", "--version"]}[name]
    if not shutil.which(command[0], path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        return ""
    said = subprocess.run(command, capture_output=True, text=True)
    return (said.stdout or said.stderr).strip().removeprefix("nginx version: ")
