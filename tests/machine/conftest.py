from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from content import stamp


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """What a process keeps of one test's content must not be there in the next."""
    stamp.forget()
    cache.clear()
    yield
    stamp.forget()
