"""`make lighthouse`: how the site feels on a phone, page by page, in both languages.

    python scripts/lighthouse.py [--small] [--runs N] [PAGE ...]

Starts a site of its own as visitors would see it (without DEMONSTRATION), looks at each page N
times (five) with Lighthouse's phone profile, and prints the medians beside what is wanted. All
pages in full: writes docs/lighthouse.md. Exits with 1 where something is missed. `--small` proves
that it works: one page, once, and nothing is judged.
"""

import argparse
import sys
import urllib.request
from collections.abc import Iterator, Sequence

from benchmarks.server import running_site
from phone import reading, running, writing
from phone.pages import LANGUAGES, PAGES, SMALL, Page

RUNS = 5
SITE = {"DEMONSTRATION": "false", "LIMITS": "*=1000000/3600", "PROOF_OF_WORK": "never"}
# Each of the site's processes keeps its pages for a minute: asked so often, all have them.
WARMING = 8


def rows(pages: Sequence[Page], runs: int) -> Iterator[writing.Row]:
    with running_site(**SITE) as (port, _):
        for page in pages:
            for language in LANGUAGES:
                url = f"http://127.0.0.1:{port}/{language}/{page.path}"
                found = reading.middle([look(url) for _ in range(runs)])
                yield writing.Row(page, language, found, reading.missed(page, language, found))


def look(url: str) -> reading.Reading:
    """One run on a page that is warm, as nearly every visitor's is."""
    for _ in range(WARMING):
        urllib.request.urlopen(url, timeout=60).close()  # noqa: S310 — our own site
    return reading.read(running.report(url))


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true", help="prove that it works, judge nothing")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs per page")
    parser.add_argument("pages", nargs="*", help=f"of {', '.join(one.name for one in PAGES)}")
    arguments = parser.parse_args()
    if unknown := set(arguments.pages) - {one.name for one in PAGES}:
        parser.error(f"no such page: {', '.join(sorted(unknown))}")
    return arguments


def main() -> int:
    arguments = asked()
    if lacking := running.missing():
        print(f"Not run: {lacking} is missing.")
        return 1
    pages = SMALL if arguments.small else PAGES
    chosen = [one for one in pages if one.name in arguments.pages or not arguments.pages]
    runs = 1 if arguments.small else arguments.runs
    print(f"{writing.targets()}\n{writing.line(writing.HEADINGS)}", flush=True)
    found = []
    for row in rows(chosen, runs):
        found.append(row)
        print(writing.line(row.cells), flush=True)
    if arguments.small:
        print("\nIt works. One run means nothing.")
        return 0
    if len(chosen) == len(PAGES) and runs >= RUNS:
        writing.write(found, runs)
    missed = [row.name for row in found if row.missed]
    print(f"\nMissed: {'; '.join(missed)}" if missed else "\nEverything is as wanted.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
