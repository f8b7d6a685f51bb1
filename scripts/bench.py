"""`make bench`: how quick the site is, as ratios to something plain on the same server.

Starts sites of its own, and asks over loopback with eight connections that stay open. Absolute
numbers depend on the machine; the ratios are what counts. Exits with 1 where a target is missed.
"""

import sys

from benchmarks import pages, submissions


def main() -> int:
    held = [pages.report(), submissions.report()]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
