"""The public pages, with small content of each test's own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from content import stamp

type Page = html.HtmlElement


@pytest.fixture(autouse=True)
def nothing_remembered(settings: Any, tmp_path: Any) -> Iterator[None]:
    """What a process keeps of one test's content must not be there in the next."""
    settings.MEDIA_ROOT = tmp_path
    settings.STAMP_SECONDS = 60  # a change in this process is seen at once all the same
    stamp.forget()
    cache.clear()
    yield
    stamp.forget()


@pytest.fixture
def read(client: Client) -> Callable[[str], Page]:
    """A page as a browser reads it."""

    def get(address: str) -> Page:
        response = client.get(address)
        assert response.status_code == 200, address
        return html.fromstring(response.content.decode())

    return get


@pytest.fixture
def queries(client: Client) -> Callable[[str], int]:
    """How many queries a page costs once the process has served it.

    Asked for twice before, since the first time writes the site's texts where there are none.
    """

    def count(address: str) -> int:
        client.get(address)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    return count
