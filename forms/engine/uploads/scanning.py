"""The virus scanner, if one is configured: clamd, asked through its socket.

`CLAMAV_URL` is `tcp://host:port` or `unix:/path`. A file goes there as it came, before anything of
ours opens it; only a plain OK lets it pass. The protocol is one command (INSTREAM, see clamd(8)):
length and bytes, a length of zero, an answer.
"""

import socket
import struct

import structlog
from django.conf import settings

log = structlog.get_logger("uploads")

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 30.0
CHUNK = 64 * 1024
LONGEST_ANSWER = 1000


class Infected(Exception):
    """The scanner knows the file as harmful."""


class Unreachable(Exception):
    """The scanner did not answer, or not with a verdict."""


def scan(content: bytes) -> None:
    """Nothing without a scanner. Raises Infected and Unreachable."""
    if not settings.CLAMAV_URL:
        return
    try:
        answer = ask(settings.CLAMAV_URL, content)
    except (OSError, ValueError) as error:
        log.warning("scanner unreachable", error=type(error).__name__)
        raise Unreachable from error
    if answer.endswith("FOUND"):
        log.warning("upload refused by the scanner")
        raise Infected
    if answer != "stream: OK":
        log.warning("scanner gave no verdict")
        raise Unreachable


def ask(url: str, content: bytes) -> str:
    """clamd's answer. Raises OSError, a time-out included."""
    with connected(url) as line:
        line.settimeout(ANSWER_SECONDS)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
        return received(line)


def connected(url: str) -> socket.socket:
    kind, _, place = url.partition(":")
    if kind == "tcp":
        host, _, port = place.removeprefix("//").rpartition(":")
        return socket.create_connection((host, int(port)), CONNECT_SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(CONNECT_SECONDS)
        line.connect(place.removeprefix("//"))
    except OSError:
        line.close()
        raise
    return line


def received(line: socket.socket) -> str:
    """Up to the zero byte, the end of the line or `LONGEST_ANSWER`."""
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()
