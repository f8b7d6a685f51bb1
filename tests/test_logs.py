"""Logs are structured, carry a request id, and hold nothing of the visitor."""

import io
import json
import logging

import pytest
import structlog
from django.conf import settings
from django.test import Client

from config.logs import logging_table

pytestmark = pytest.mark.django_db
PERSONAL = ("35202-1234567-1", "ayesha@example.com", "Ayesha")


@pytest.fixture
def lines() -> list[str]:
    """What is written to the log while a test runs, line by line, as in production."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    formatter = logging_table("INFO")["formatters"]["json"]
    factory = formatter.pop("()")
    handler.setFormatter(factory(**formatter))
    root = logging.getLogger()
    root.addHandler(handler)
    yield _Lines(stream)
    root.removeHandler(handler)


class _Lines:
    def __init__(self, stream: io.StringIO) -> None:
        self.stream = stream

    def read(self) -> list[str]:
        return self.stream.getvalue().splitlines()


def test_a_request_is_one_line_with_an_id(lines: _Lines) -> None:
    response = Client().get("/health/live")
    (line,) = [json.loads(line) for line in lines.read() if '"request"' in line]
    assert line["request_id"] == response.headers["X-Request-ID"]
    assert (line["method"], line["status"], line["route"]) == ("GET", 200, "health/live")


@pytest.mark.parametrize(
    "address", [f"/en/search/?q={PERSONAL[0]}", f"/en/{PERSONAL[2]}/", f"/en/x/?mail={PERSONAL[1]}"]
)
def test_no_address_is_logged(lines: _Lines, address: str) -> None:
    Client().get(address)
    text = "\n".join(lines.read())
    assert text
    assert not any(secret in text for secret in PERSONAL)


def test_nothing_calls_out() -> None:
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAILEMBEDS_FINDERS == []


def test_an_exception_is_logged_without_its_words(lines: _Lines) -> None:
    """A database says the whole row, a mail server the address."""
    try:
        try:
            raise ValueError(f"Failing row contains ({PERSONAL[2]})")
        except ValueError as error:
            raise RuntimeError(f"for {PERSONAL[1]}") from error
    except RuntimeError:
        structlog.get_logger("test").exception("job failed")
        logging.getLogger("test").exception("unhandled")
    text = "\n".join(lines.read())
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert not any(secret in text for secret in PERSONAL)


def test_a_wrong_host_is_logged_without_it(lines: _Lines) -> None:
    Client().get("/en/", headers={"Host": f"{PERSONAL[2]}.example.net"})
    assert PERSONAL[2] not in "\n".join(lines.read())
