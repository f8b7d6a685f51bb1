"""Whether `make run` can work here. Says what is wrong in one line, before Django starts."""

import os
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

try:
    from config.environment import environment
except ValidationError as error:
    names = ", ".join(str(one["loc"][0]).upper() for one in error.errors())
    sys.exit(f"Not understood: {names}. docs/settings.md says what each may be.")

HOST = os.environ.get("HOST", "127.0.0.1")


def old_python() -> str:
    if sys.version_info >= (3, 12):
        return ""
    return f"Python 3.12 or newer is needed; this is {sys.version.split()[0]}."


def read_only_folder() -> str:
    folder: Path = environment.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError:
        return f"The folder {folder} cannot be written. Set DATA_DIR to one that can."


def port_in_use() -> str:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, environment.port))
        except OSError:
            port = environment.port
            return f"Port {port} is in use. Choose another: PORT={port + 1} make run"
    return ""


CHECKS: tuple[Callable[[], str], ...] = (old_python, read_only_folder, port_in_use)


def main() -> int:
    for check in CHECKS:
        if problem := check():
            sys.stderr.write(f"{problem}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
