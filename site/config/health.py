"""Whether the process answers, and whether it can serve."""

from collections.abc import Callable
from functools import wraps

import structlog
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from wagtail.models import Site

log = structlog.get_logger("health")


def cache_forever(check: Callable[[], bool]) -> Callable[[], bool]:
    """A check that held once holds for the life of the process: no migration is undone under it."""
    held: list[bool] = []

    @wraps(check)
    def answer() -> bool:
        if not held and check():
            held.append(True)
        return bool(held)

    return answer


def live(request: HttpRequest) -> JsonResponse:
    return _answer({"process": True})


def ready(request: HttpRequest) -> JsonResponse:
    """Database, migrations, cache and content; 503 names what is missing, never why."""
    return _answer({name: _holds(check) for name, check in CHECKS.items()})


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


@cache_forever
def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache() -> bool:
    cache.set("health", "ok", 10)
    return cache.get("health") == "ok"


def _content() -> bool:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    return bool(site and site.root_page.live and site.root_page.get_children().live().exists())


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "content": _content,
}


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 — any failure means "not ready"
        log.warning("not ready", part=check.__name__, error=type(error).__name__)
        return False


def _answer(parts: dict[str, bool]) -> JsonResponse:
    fine = all(parts.values())
    response = JsonResponse(
        {"status": "ok" if fine else "unavailable", **parts}, status=200 if fine else 503
    )
    response.headers["Cache-Control"] = "no-store"
    return response
