"""Addresses of public pages: which can be read in which language, and where, without reading them.

Below the home pages all slugs are equal in both languages, so an address follows from the tree.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.http import HttpRequest
from wagtail.models import Page

from content.directory import entry_of

CODES = tuple(code for code, _ in settings.LANGUAGES)
FIRST = settings.LANGUAGE_CODE


def origin() -> str:
    """Scheme and host under which the site is known; never what a request claims."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def readable_pages() -> Any:
    """Live pages that are themselves in their language: an alias shows that of its original."""
    own = Q(alias_of__isnull=True) | Q(alias_of__locale_id=F("locale_id"))
    return Page.objects.live().filter(own, depth__gte=2)


def path_of(url_path: str, language: str) -> str:
    """Path of a page by its place in the tree: `/home-ur/news/` in Urdu is `/ur/news/`."""
    below_home = [part for part in url_path.split("/") if part][1:]
    return "/" + "/".join([language, *below_home]) + "/"


def languages_of(page_id: int) -> list[str]:
    """Languages in which a page can be read, by its primary key in any of them."""
    entry = entry_of(page_id)
    return [code for code in CODES if entry and code in entry.titles]


def in_language(path: str, language: str) -> str:
    """That path in another language: only the prefix differs."""
    first, _, rest = path.lstrip("/").partition("/")
    return f"/{language}/{rest}" if first in CODES else f"/{language}/"


def alternates(path: str, languages: Iterable[str]) -> list[dict[str, str]]:
    """The page's address in each of those languages, the page itself too, and for all others."""
    known = [code for code in CODES if code in set(languages)]
    links = [{"hreflang": code, "url": origin() + in_language(path, code)} for code in known]
    if not links:
        return []
    default = FIRST if FIRST in known else known[0]
    return [*links, {"hreflang": "x-default", "url": origin() + in_language(path, default)}]


def page_of(request: HttpRequest) -> Page | None:
    """The page that this request was led to, if it was one."""
    route = getattr(request, "_wagtail_route_for_request", None)
    return route[0] if route else None
