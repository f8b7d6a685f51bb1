"""The command line: `python -m config.catalogues compile|update|check`.

Ends with 1 and one line for each problem on the error stream when something is wrong.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from babel.messages.pofile import PoFileError

from config.catalogues.checking import check_catalogues
from config.catalogues.files import ROOT, SITE, compile_catalogues, update_catalogue


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Run one command on the project at `root`; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m config.catalogues", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    try:
        problems = COMMANDS[parser.parse_args(arguments).command](root)
    except (OSError, PoFileError, SyntaxError) as error:
        problems = [f"{type(error).__name__}: {error}"]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _compile(root: Path) -> list[str]:
    for path in compile_catalogues(root):
        print(f"compiled {path}")
    return []


def _update(root: Path) -> list[str]:
    print(f"{SITE}: {'updated' if update_catalogue(root) else 'up to date'}")
    return []


COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "compile": _compile,
    "update": _update,
    "check": check_catalogues,
}

if __name__ == "__main__":
    sys.exit(main())
