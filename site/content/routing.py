"""The short way to a page: two queries at any depth, one for a home page.

Wagtail asks for the site, the language and the root, then walks down, two queries a step. Here the
site and its home pages are kept in the process under the content's stamp, and all pages on the way
are read at once. The answer is Wagtail's own (`Page.route` of the page that is found, then its view
with all hooks). Whatever is not plainly found, such as an alias, a draft or a page of another make
than `BasePage`, is left to Wagtail altogether.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from content import stamp
from content.directory import active
from content.models import BasePage
from content.translations import locale_id

# Deeper than any tree of ours; an address with thousands of parts must cost nothing.
MOST_PARTS = 12


@dataclass(frozen=True)
class Place:
    """A live page in the tree, without its content."""

    pk: int
    model: type[BasePage]
    url_path: str


def short_route(request: HttpRequest, path: str) -> RouteResult | None:
    """The page that answers at `path` below the language's prefix; None leaves it to Wagtail."""
    parts = [part for part in path.split("/") if part]
    site = site_of(request) if len(parts) <= MOST_PARTS else None
    home = homes_of(site).get(active()) if site else None
    if home is None:
        return None
    place, rest = place_of(home, parts)
    if place is None:
        return None
    try:
        route: RouteResult = place.model.objects.get(pk=place.pk).route(request, rest)
    except (place.model.DoesNotExist, Http404):
        return None
    remember(request, site, route)
    return route


def remember(request: Any, site: Site, route: RouteResult) -> None:
    """Where Wagtail looks before it searches itself."""
    request._wagtail_site = site
    request._wagtail_route_for_request = route


def site_of(request: HttpRequest) -> Site | None:
    """The default site, if no site is named like this request's host; None: Wagtail must choose."""
    sites = stamp.remembered(
        "routing.sites", lambda: list(Site.objects.select_related("root_page"))
    )
    host = split_domain_port(request.get_host())[0]
    named = [site for site in sites if site.hostname == host]
    default = [site for site in sites if site.is_default_site]
    return default[0] if default and (not named or named == default) else None


def homes_of(site: Site) -> dict[str, Place]:
    """The site's home page in each language in which it is live."""
    return stamp.remembered(f"routing.homes.{site.pk}", lambda: read_homes(site))


def read_homes(site: Site) -> dict[str, Place]:
    rows = Page.objects.live().filter(
        translation_key=site.root_page.translation_key, alias_of=None
    ).values_list("locale__language_code", "pk", "content_type_id", "url_path")  # fmt: skip
    homes = {code: place(pk, kind, url_path) for code, pk, kind, url_path in rows}
    return {code: home for code, home in homes.items() if home}


def place_of(home: Place, parts: list[str]) -> tuple[Place | None, list[str]]:
    """The page that answers below `home`, and the part of the address that it answers itself."""
    way = [home, *places_below(home, parts)]
    for depth, one in enumerate(way):
        rest = parts[depth:]
        if not rest or answers(one, rest):
            return one, rest
    return None, parts


def places_below(home: Place, parts: list[str]) -> list[Place]:
    """The pages from `home` down, as far as each is live, in this language and no alias."""
    if not parts:
        return []
    paths = ["".join([home.url_path, *(f"{part}/" for part in parts[:end])])
             for end in range(1, len(parts) + 1)]  # fmt: skip
    # Language and alias are looked at here, not by the database: they have indexes too, and SQLite
    # without statistics takes that of the language, half of all pages, for as good as the slug's.
    rows = Page.objects.live().filter(slug__in=parts, url_path__in=paths).values_list(
        "url_path", "pk", "content_type_id", "locale_id", "alias_of_id"
    )  # fmt: skip
    found = {
        url_path: place(pk, kind, url_path)
        for url_path, pk, kind, *is_ours in rows
        if is_ours == [locale_id(), None]
    }
    way = []
    for url_path in paths:
        one = found.get(url_path)
        if one is None:
            break
        way.append(one)
    return way


def place(pk: int, content_type: int, url_path: str) -> Place | None:
    """None of a page that finds its way otherwise than all of ours do."""
    model = ContentType.objects.get_for_id(content_type).model_class()
    if model is None or not issubclass(model, BasePage):
        return None
    routed = model.route in (Page.route, RoutablePageMixin.route)
    return Place(pk, model, url_path) if routed else None


def answers(place: Place, rest: list[str]) -> bool:
    """Whether a page has a route of its own for the rest of an address."""
    if not issubclass(place.model, RoutablePageMixin):
        return False
    try:
        place.model.get_resolver().resolve(f"/{'/'.join(rest)}/")
    except Http404:
        return False
    return True
