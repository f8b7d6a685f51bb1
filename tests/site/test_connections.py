"""Phones keep their connections open, and slow ones send slowly: neither keeps others out."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
import requests

pytestmark = [pytest.mark.running, pytest.mark.xdist_group("running")]
READ = b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
UPLOAD = (
    b"POST /en/internships/apply/contact/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nemail="
)


@pytest.fixture
def connections() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def send(opened: ExitStack, url: str, request: bytes) -> socket.socket:
    address = urlsplit(url)
    connection = socket.create_connection((address.hostname, address.port), timeout=60)
    opened.callback(connection.close)
    connection.sendall(request)
    return connection


def test_three_hundred_open_connections_keep_nobody_out(
    site_url: str, connections: ExitStack
) -> None:
    for _ in range(300):
        kept = send(connections, site_url, READ)
        assert kept.recv(12) == b"HTTP/1.1 200"
    assert requests.get(f"{site_url}/ur/", timeout=30).status_code == 200


def test_a_dozen_slow_uploads_keep_nobody_out(site_url: str, connections: ExitStack) -> None:
    for _ in range(12):
        send(connections, site_url, UPLOAD)
    for _ in range(8):
        assert requests.get(f"{site_url}/en/", timeout=30).status_code == 200
