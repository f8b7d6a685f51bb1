"""Static files as they are served: hashed, compressed beforehand, kept for ever."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

from config.settings import base
from config.styles import build_styles

type Ask = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[1]
STYLES, FONT = "css/site.css", "fonts/noto-nastaliq-urdu.woff2"


@pytest.fixture
def ask(settings: Any, tmp_path: Path) -> Ask:
    """Our own static files, collected and served as they are outside of tests."""
    build_styles(ROOT)
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": base.STORAGES["staticfiles"]}
    call_command("collectstatic", verbosity=0, interactive=False)
    server = WhiteNoiseMiddleware(lambda _: HttpResponse(status=404))

    def answer(name: str, accept_encoding: str = "", **headers: str) -> Any:
        headers["Accept-Encoding"] = accept_encoding
        return server(RequestFactory().get(staticfiles_storage.url(name), headers=headers))

    return answer


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("name", [STYLES, FONT, "img/favicon.svg", "js/proof-of-work.js"])
def test_a_file_is_named_by_its_content_and_kept_for_ever(ask: Ask, name: str) -> None:
    response = ask(name)
    assert response.status_code == 200
    assert re.search(r"\.[0-9a-f]{12}\.\w+$", staticfiles_storage.url(name))
    assert response.headers["Cache-Control"] == "max-age=315360000, public, immutable"


@pytest.mark.parametrize(
    ("accepted", "sent", "unpack"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress),
     ("", None, bytes)],
)  # fmt: skip
def test_styles_are_sent_as_they_were_compressed_beforehand(
    ask: Ask, accepted: str, sent: str | None, unpack: Callable[[bytes], bytes]
) -> None:
    plain = body(ask(STYLES))
    response = ask(STYLES, accepted)
    assert response.headers.get("Content-Encoding") == sent
    assert "accept-encoding" in response.headers["Vary"].lower()
    assert unpack(body(response)) == plain


def test_styles_lead_to_the_hashed_name_of_the_font(ask: Ask) -> None:
    name = staticfiles_storage.url(FONT).rpartition("/")[2]
    assert name in body(ask(STYLES)).decode()


def test_a_font_is_not_compressed_twice(ask: Ask, tmp_path: Path) -> None:
    assert "Content-Encoding" not in ask(FONT, "gzip, br").headers
    assert not list(tmp_path.rglob("*.woff2.*"))
