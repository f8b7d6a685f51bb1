"""Many requests at once, by wrk: a client that costs little beside the server that it measures."""

import re
import shutil
import subprocess

CONNECTIONS = 16
_SPEED = re.compile(r"Requests/sec:\s+([\d.]+)")
_WRONG = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.+)")


def wrk() -> str:
    """Path of the program; without it nothing can be measured."""
    found = shutil.which("wrk")
    if not found:
        raise SystemExit("wrk is missing. On Debian or Ubuntu: apt install wrk")
    return found


def requests_a_second(
    url: str, seconds: float, connections: int = CONNECTIONS, **headers: str
) -> float:
    """Answers a second over connections that stay open; every one must be a success.

    `headers` by name, such as `accept_encoding="gzip"`. Loopback addresses only.
    """
    if not url.startswith("http://127.0.0.1:"):
        raise ValueError("only this machine is measured")
    named = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    whole = max(1, round(seconds))  # wrk knows no parts of a second
    command = [wrk(), "-t1", f"-c{connections}", f"-d{whole}s", "--timeout", "30s"]
    answer = subprocess.run(
        [*command, *(part for header in named for part in ("-H", header)), url],
        capture_output=True, text=True, check=True, timeout=whole + 60,
    ).stdout  # fmt: skip
    speed, wrong = _SPEED.search(answer), _WRONG.search(answer)
    if not speed or wrong:
        raise SystemExit(f"{url}: {wrong[0] if wrong else answer}")
    return float(speed[1])
