"""What is sent compressed, besides what the page cache keeps."""

from __future__ import annotations

import gzip

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.machine import pages

pytestmark = pytest.mark.django_db
SEARCH = "/en/search/?q=exports"


def test_a_page_that_no_cache_keeps_is_compressed(client: Client) -> None:
    plain, packed = client.get(SEARCH), client.get(SEARCH, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2


def test_its_length_tells_nothing_of_what_is_in_it(client: Client) -> None:
    """Padded at random (BREACH): the same page has many lengths."""
    answers = (client.get(SEARCH, headers={"Accept-Encoding": "gzip"}) for _ in range(12))
    assert len({len(answer.content) for answer in answers}) > 1


def test_what_the_page_cache_keeps_it_compresses_itself(client: Client) -> None:
    """It asks for the plain page, whatever the visitor accepts."""
    pages.information("About")
    assert "Content-Encoding" not in client.get("/en/about/").headers


@pytest.mark.parametrize("path", ["/admin/", "/api/v1/figures.csv"])
def test_the_staffs_pages_and_files_are_left_alone(client: Client, path: str) -> None:
    client.force_login(get_user_model().objects.create_superuser("editor", password="-" * 12))
    answer = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
