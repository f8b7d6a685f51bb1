"""Tests of the whole site with its content. They run in a session of their own (scripts/test.py):
here the test database holds what `load_content` made.
"""

import tempfile
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from running import running_site


@pytest.fixture(scope="session")
def loaded(django_db_setup: None, django_db_blocker: object) -> None:
    """The test database with all content, loaded once."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        call_command("load_content", quick=True)


@pytest.fixture
def content(loaded: None, db: None) -> None:
    """A test's own transaction on the loaded database."""


@pytest.fixture(scope="session")
def site_folder() -> Iterator[str]:
    """Where the running sites of this session keep their data."""
    with tempfile.TemporaryDirectory(prefix="running-site-") as folder:
        yield folder


@pytest.fixture(scope="session")
def site_url(site_folder: str) -> Iterator[str]:
    """Address of a running site, started as `make run` starts it, with data of its own. All tests
    come from one address, and more often than any person."""
    with running_site(site_folder, LIMITS="*=1000000/3600", PROOF_OF_WORK="never") as url:
        yield url
