"""An address whose page exists in the other language only: says so, and offers that one.

Nothing falls back silently. The page is not indexed and names no canonical address.
"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from wagtail.models import Page, Site
from wagtail.views import serve

from content.routing import short_route
from content.translations import locale_id

DIRECTIONS = {"en": "ltr", "ur": "rtl"}


def serve_or_offer(request: HttpRequest, path: str) -> Any:
    """Wagtail's page at this path, else the offer of it in the other language, else 404."""
    if short_route(request, path):
        return serve(request, path)
    route = Page.route_for_request(request, path)
    if route is not None and is_in_language(route[0], locale_id()):
        return serve(request, path)
    if request.method in ("GET", "HEAD"):
        for code in other_languages():
            if page := live_page(request, path, code):
                return offer(request, page, code)
    raise Http404("no such page")


def is_in_language(page: Page, locale: int) -> bool:
    """Whether a page is itself in that language. An alias shows the language of its original."""
    if page.locale_id != locale:
        return False
    return page.alias_of_id is None or page.alias_of.locale_id == locale


def other_languages() -> list[str]:
    active = (get_language() or settings.LANGUAGE_CODE)[:2]
    return [code for code, _ in settings.LANGUAGES if code != active]


def live_page(request: HttpRequest, path: str, code: str) -> Page | None:
    """The live page at this path in another language; None if there is none."""
    site = Site.find_for_request(request)
    components = [component for component in path.split("/") if component]
    locale = locale_id(code)
    with override(code):
        home = site.root_page.localized if site else None
        if home is None or not home.live or home.locale_id != locale:
            return None
        try:
            page: Page = home.specific.route(request, components)[0]
        except Http404:
            return None
    return page if page.live and is_in_language(page, locale) else None


def in_language(request: HttpRequest, code: str) -> str:
    """This address in another language: only the prefix differs."""
    return f"/{code}/{request.path.split('/', 2)[2]}"


def offer(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Says in the visitor's language that the page is not there yet; links to the other."""
    other = {"code": code, "lang": code, "dir": DIRECTIONS[code], "url": in_language(request, code)}
    response = render(request, "untranslated.html", {"found": page, "other": other})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
