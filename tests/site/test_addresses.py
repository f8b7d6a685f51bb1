"""Every address says who may open it. A new address that no rule covers fails here.

The tables name routes as `get_resolver()` gives them. What each role may do inside the admin is
tested where it is granted (tests/staff, tests/forms).
"""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.roles import (
    ADMINISTRATORS,
    ALL_ROLES,
    APPROVERS,
    AUDITORS,
    CASE_OFFICERS,
    EDITORS,
    NEEDS_SECOND_FACTOR,
    PUBLISHERS,
    TRANSLATORS_EN,
    TRANSLATORS_UR,
)
from tests.second_factor import SET_UP, verify

pytestmark = pytest.mark.usefixtures("content")

# Open to everybody, without signing in. The languages' prefix is written as `<language>/`.
PUBLIC = {
    "",
    "health/live",
    "health/ready",
    "media/<path:name>",
    "documents/^(\\d+)/(.*)$",
    "documents/authenticate_with_password/<int:restriction_id>/",
    "robots.txt",
    "sitemap.xml",
    "sitemap-<str:name>-<int:number>.xml",
    ".well-known/security.txt",
    "favicon.ico",
    "api/v1/figures.json",
    "api/v1/figures.csv",
    "api/v1/programmes.json",
    "<language>/search/",
    "<language>/news/feed.atom",
    # Following an application: what holds personal data asks for an open visit itself.
    "<language>/track/",
    "<language>/track/code/",
    "<language>/track/code/again/",
    "<language>/track/no-access/",
    "<language>/track/case/",
    "<language>/track/case/answer/",
    "<language>/track/case/withdraw/",
    "<language>/track/case/delete/",
    "<language>/track/case/data/",
    "<language>/track/case/download/",
    "<language>/track/finish/",
    "<language>/track/finished/",
    "<language>/track/ended/",
    "<language>/track/deleted/",
    "<language>/^(?P<slug>[\\w-]+)/apply/(?P<rest>(?:[\\w-]+/)*)$",
    "<language>/^((?:[\\w\\-]+/)*)$",
}
# Under /admin/, and open without signing in: how else would one sign in.
BEFORE_SIGN_IN = re.compile(r"^admin/(login|logout|password_reset|jsi18n|sprite)")
# Open to case roles that have not proven the second factor, who are asked for it everywhere else.
OPEN_BY_PASSWORD = re.compile(
    r"^admin/(login|logout|jsi18n|sprite|first-password|second-factor/(set-up|verify))/$"
)
SAMPLES = {
    "int": "1",
    "slug": "x",
    "str": "x",
    "path": "x",
    "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
}


# What opens under /admin/ for everybody who may enter it: their own account, choosers, reports that
# hold what they may see anyway.
COMMON = {
    "", "account", "api", "choose-anchor-link", "choose-email-link", "choose-external-link",
    "choose-page", "choose-phone-link", "dismissibles", "documents", "embeds", "images",
    "localize", "pages", "reports", "second-factor", "snippets/choose/home",
    "snippets/choose/casework", "snippets/choose/form_lists", "snippets/choose/internships",
    "snippets/choose/news", "snippets/choose/programs", "snippets/choose/staff_notes",
    "tag-autocomplete", "test404", "workflows",
}  # fmt: skip
LISTS = {
    "snippets/form_lists/city", "snippets/form_lists/district", "snippets/form_lists/platform",
    "snippets/form_lists/skill", "snippets/form_lists/skillgroup",
    "snippets/internships/degree", "snippets/internships/internshipfield",
    "snippets/internships/university",
    "snippets/news/category", "snippets/programs/agency", "snippets/programs/figure",
    "snippets/programs/region", "snippets/programs/series", "snippets/programs/source",
    "snippets/programs/theme", "snippets/programs/unit",
}  # fmt: skip
SHELL = {"snippets/home/menuitem", "snippets/home/noticebanner", "snippets/outbox/mailtext"}
RETENTION = {"cases", "snippets/", "snippets/casework/retentionrule"}
AREAS = {
    EDITORS: LISTS,
    TRANSLATORS_EN: LISTS,
    TRANSLATORS_UR: LISTS,
    PUBLISHERS: LISTS | SHELL,
    ADMINISTRATORS: LISTS
    | SHELL
    | RETENTION
    | {"groups", "locales", "outbox", "redirects", "sites", "users"},
    CASE_OFFICERS: {"cases"},
    APPROVERS: {"cases"},
    AUDITORS: RETENTION,
}


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        part = str(pattern.pattern)
        route = prefix + part
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def all_routes() -> list[str]:
    found = (re.sub(r"^en/", "<language>/", route) for route in routes(get_resolver()))
    return sorted(set(found))


def example(route: str) -> str:
    """An address that fits the route."""
    address = re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES[match[1] or "str"], route)
    address = re.sub(r"\(\?P<\w+>[^)]*\)|\(\\d\+\)|\(\.\*\)|\([^)]*\)", "1", address)
    return "/" + re.sub(r"[\^$?\\]", "", address).replace("<language>", "en")


def test_every_public_address_is_known_and_no_more() -> None:
    public = {route for route in all_routes() if not route.startswith("admin/")}
    assert public - PUBLIC == set(), "add the address to PUBLIC, or protect it"
    assert PUBLIC - public == set(), "this address is gone"


def test_every_staff_address_sends_strangers_to_the_sign_in() -> None:
    client = Client()
    open_to_strangers = {}
    for route in all_routes():
        if not route.startswith("admin/") or BEFORE_SIGN_IN.match(route):
            continue
        response = client.get(example(route))
        to_sign_in = response.status_code == 302 and "/admin/login/" in response.url
        if not to_sign_in and response.status_code not in (403, 404):
            open_to_strangers[route] = response.status_code
    assert open_to_strangers == {}


def test_staff_without_a_role_are_shown_nothing() -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_user("nobody", password="x"))
    allowed = {}
    for route in all_routes():
        if not route.startswith("admin/") or BEFORE_SIGN_IN.match(route):
            continue
        response = client.get(example(route))
        if response.status_code == 200:
            allowed[route] = 200
    assert allowed.keys() <= {"admin/first-password/"}


@pytest.mark.parametrize("role", sorted(ALL_ROLES))
def test_only_case_roles_open_cases(role: str) -> None:
    user = get_user_model().objects.create_user("someone", password="x")
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    verify(client, user)
    cases = [route for route in all_routes() if route.startswith("admin/cases/")]
    assert cases
    opened = {route for route in cases if client.get(example(route)).status_code == 200}
    if role in NEEDS_SECOND_FACTOR:
        assert "admin/cases/" in opened
    else:
        assert opened <= {"admin/cases/retention/"}  # what is removed when: nobody's data


@pytest.mark.parametrize("role", sorted(NEEDS_SECOND_FACTOR))
def test_case_roles_open_nothing_by_password_alone(role: str) -> None:
    user = get_user_model().objects.create_user("someone", password="x")
    user.groups.add(Group.objects.get(name=role))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    opened = {}
    for route in all_routes():
        if route.startswith("admin/") and not OPEN_BY_PASSWORD.match(route):
            response = client.get(example(route))
            if response.status_code != 302 or not response.url.startswith(SET_UP):
                opened[route] = response.status_code
    assert opened == {}


@pytest.mark.parametrize("role", sorted(ALL_ROLES))
def test_each_role_opens_its_own_areas_and_no_other(role: str) -> None:
    user = get_user_model().objects.create_user("someone", password="x")
    user.groups.add(Group.objects.get(name=role))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    verify(client, user)
    opened = {
        area_of(route)
        for route in all_routes()
        if route.startswith("admin/")
        and not BEFORE_SIGN_IN.match(route)
        and client.get(example(route)).status_code == 200
    }
    assert opened == COMMON | AREAS[role]


def area_of(route: str) -> str:
    """The part of the admin that a route belongs to: `pages`, `snippets/programs/figure`."""
    parts = route.split("/")
    return "/".join(parts[1:4]) if parts[1] == "snippets" else parts[1]


def test_staff_pages_are_never_kept_by_a_cache() -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", "root@example.org", "x"))
    for address in ("/admin/", "/admin/cases/", "/admin/pages/", "/admin/login/"):
        response = client.get(address)
        assert "no-store" in response.headers["Cache-Control"], address
