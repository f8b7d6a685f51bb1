"""`make run` after its checks: straight to the servers if nothing changed since the last start."""

import os
import sys

from config import prepared
from config.environment import ROOT


def main() -> None:
    if prepared.is_unchanged():
        prepared.start_servers()
    command = [sys.executable, str(ROOT / "manage.py"), "serve"]
    os.execv(sys.executable, command)  # noqa: S606 — a constant command


if __name__ == "__main__":
    main()
