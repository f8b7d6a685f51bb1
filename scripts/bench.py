"""`make bench`: how quick the site is, as ratios to something plain on the same machine.

    python scripts/bench.py [--small] [PART ...]

Builds its own sites and load, interleaves each comparison, needs no network. Prints each ratio
beside its target, writes docs/benchmarks.md where every part was measured in full, and exits with 1
where a target is missed. `--small` proves that every part works, with times that mean nothing:
it writes nothing and judges nothing.
"""

import argparse
import importlib
import os
import sys
from dataclasses import replace

from benchmarks import report
from benchmarks.results import Result

# Modules of `benchmarks`, each with `measure(small) -> Iterable[Result]`, and what they are called.
PARTS = {
    "memory": "Pages from memory, beside nginx",
    "uncached": "Pages that are rendered, beside an empty Wagtail page",
    "scale": "100,000 pages beside 1,000",
    "scale_sqlite": "100,000 pages beside 1,000, on SQLite",
    "searching": "Search among 100,000 pages",
    "visible": "From publishing to being seen, on two processes",
    "submissions": "Submissions, beside a plain Wagtail form page",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true", help="prove that it works, judge nothing")
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all of them if none")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    found: dict[str, list[Result]] = {}
    for name in asked.parts or PARTS:
        print(f"\n{PARTS[name]}", flush=True)
        found[name] = []
        for result in importlib.import_module(f"benchmarks.{name}").measure(asked.small):
            shown = replace(result, target=None) if asked.small else result
            found[name].append(shown)
            print(report.line(shown), flush=True)
    if asked.small:
        print("\nEvery part works. These times are of a small run and mean nothing.")
        return 0
    if not asked.parts:
        report.write({PARTS[name]: results for name, results in found.items()})
    missed = [one.name for results in found.values() for one in results if not one.held]
    print(f"\nMissed: {'; '.join(missed)}" if missed else "\nEvery target held.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
