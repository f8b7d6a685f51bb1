"""Odd requests get a clear refusal, never a server error."""

import pytest
from django.test import Client

from config.middleware import PUBLIC_BODY_BYTES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/media/images/",
        "/media/images/%00",
        "/media/../secret",
        "/media/images/" + "x" * 5000,
        "/sitemap-pages-99999999999999999999999.xml",
        "/sitemap-pages-0.xml",
        "/en/%00/",
        "/en/programs/?page=99999999999999999999",
        "/en/figures/%F0%28%8C%28/",
    ],
)
def test_what_is_not_there_is_not_found(address: str) -> None:
    assert Client(raise_request_exception=False).get(address).status_code == 404


@pytest.mark.parametrize("address", ["/en/", "/ur/search/", "/health/live"])
def test_a_large_body_is_refused_before_it_is_read(address: str) -> None:
    body = b"x" * (PUBLIC_BODY_BYTES + 1)
    response = Client().post(address, body, content_type="application/octet-stream")
    assert response.status_code == 413
    assert b"<h1" in response.content
