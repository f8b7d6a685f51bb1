"""Caches on the way are told what changed, where the setting names one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.apps import apps
from django.dispatch import Signal
from wagtail.models import ReferenceIndex

from config import purging
from config.environment import Environment
from tests.machine import pages

pytestmark = pytest.mark.django_db


class Proxy(BaseHTTPRequestHandler):
    """Notes what it is to forget, as Varnish would."""

    purged: list[str]

    def do_PURGE(self) -> None:
        self.purged.append(f"{self.headers['Host']}{self.path}")
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def purged(settings: Any, monkeypatch: Any) -> Iterator[list[str]]:
    Proxy.purged = []
    server = HTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.WAGTAILFRONTENDCACHE = {
        "proxy": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": f"http://127.0.0.1:{server.server_port}",
        }
    }
    monkeypatch.setattr(purging.pool, "submit", lambda work, *with_: work(*with_))  # at once
    purging.watch()
    yield Proxy.purged
    server.shutdown()
    for signal in (purging.page_published, purging.page_unpublished, purging.pre_page_move,
                   purging.post_page_move):  # fmt: skip
        Signal.disconnect(signal, dispatch_uid="config.purging.pages")
    for signal in (purging.post_save, purging.post_delete):
        signal.disconnect(dispatch_uid="config.purging.rows")


def test_publishing_purges_the_page_and_those_that_list_it_in_both_languages(
    purged: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    page = pages.programme("Skills", slug="skills")
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
        assert purged == [], "nothing before the commit"
    assert set(purged) == {
        f"testserver/{language}/{path}"
        for language in ("en", "ur") for path in ("", "programs/", "programs/skills/")
    }  # fmt: skip


def test_nothing_is_purged_before_the_change_is_committed(
    purged: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    page = pages.programme("Skills", slug="skills")
    with django_capture_on_commit_callbacks(execute=False):
        page.unpublish()
    assert purged == []


def test_a_corrected_figure_purges_the_pages_that_show_it(
    purged: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    figure, other = pages.figure(), pages.figure("another")
    page = pages.programme("Skills", slug="skills", allocated=figure)
    ReferenceIndex.create_or_update_for_object(page)
    with django_capture_on_commit_callbacks(execute=True):
        other.save()
    assert purged == []
    with django_capture_on_commit_callbacks(execute=True):
        figure.save()
    assert "testserver/ur/programs/skills/" in purged


def test_nobody_else_purges_before_the_commit() -> None:
    """Wagtail's app connects its own handlers when it is ready, which may be after ours."""
    assert not apps.is_installed("wagtail.contrib.frontend_cache")


def test_without_the_setting_nobody_watches(settings: Any) -> None:
    settings.WAGTAILFRONTENDCACHE = None
    before = len(purging.page_published.receivers)
    purging.watch()
    assert len(purging.page_published.receivers) == before


def test_the_setting_is_read_as_json(monkeypatch: Any) -> None:
    monkeypatch.setenv("FRONTEND_CACHE", '{"cdn": {"BACKEND": "a.b", "LOCATION": "http://x"}}')
    assert Environment().frontend_cache == {"cdn": {"BACKEND": "a.b", "LOCATION": "http://x"}}
