"""The rule: who proves a second factor, where, and what counts as proven."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django_otp import DEVICE_ID_SESSION_KEY

from accounts.models import AuthenticatorApp
from accounts.roles import (
    ADMINISTRATORS,
    ALL_ROLES,
    CASE_OFFICERS,
    EDITORS,
    NEEDS_SECOND_FACTOR,
    PUBLISHERS,
)
from accounts.second_factor.rules import is_guarded
from tests.second_factor import SET_UP, VERIFY, again, verify
from tests.staff.factories import page, signed_in, signed_in_by_password, staff

pytestmark = pytest.mark.django_db
OTHERS = [role for role in ALL_ROLES if role not in NEEDS_SECOND_FACTOR]
ADDRESSES = [
    "/admin/", "/admin/account/", "/admin/pages/", "/admin/api/main/pages/", "/admin/cases/",
    "/admin/reports/site-history/", "/admin/password_reset/", "/admin/nothing-of-the-kind/",
    "/admin/second-factor/", "/admin/second-factor/codes/", "/admin/second-factor/replace/",
]  # fmt: skip


def asked(response: Any, page: str = SET_UP) -> bool:
    return response.status_code == 302 and response.url.split("?")[0] == page


def without_the_rule(settings: Any) -> None:
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "SecondFactor" not in one]


# The case roles -----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", NEEDS_SECOND_FACTOR)
def test_before_it_is_set_up_a_case_role_is_sent_to_set_it_up(role: str, address: str) -> None:
    response = signed_in_by_password(role).get(address)
    assert response.status_code == 302
    assert response.url == f"{SET_UP}?next={address.replace('/', '%2F')}"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", NEEDS_SECOND_FACTOR)
def test_a_password_alone_is_asked_for_a_code_once_it_is_set_up(role: str, address: str) -> None:
    assert asked(again(signed_in(role)).get(address), VERIFY)


@pytest.mark.parametrize("role", NEEDS_SECOND_FACTOR)
def test_a_proven_session_is_let_in(role: str) -> None:
    client = signed_in(role)
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/second-factor/").status_code == 200


def test_what_signing_in_takes_is_open() -> None:
    client = signed_in_by_password(CASE_OFFICERS)
    for address in (SET_UP, "/admin/jsi18n/", "/admin/sprite/"):
        assert client.get(address).status_code == 200, address
    assert client.post("/admin/logout/").url == reverse("wagtailadmin_login")


def test_posting_does_not_get_round_it() -> None:
    address = reverse("wagtailadmin_pages:edit", args=[page().pk])
    response = signed_in_by_password(CASE_OFFICERS).post(address, {"title": "x"})
    assert response.url == SET_UP


def test_a_script_is_refused_instead_of_sent_to_a_page() -> None:
    client = signed_in_by_password(CASE_OFFICERS)
    answer = client.get("/admin/cases/", headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.status_code == 403


def test_what_was_searched_for_stands_in_no_second_address() -> None:
    assert "Ayesha" not in signed_in_by_password(CASE_OFFICERS).get("/admin/cases/?q=Ayesha").url


def test_a_generated_password_is_changed_first() -> None:
    client = signed_in_by_password(CASE_OFFICERS)
    client.user.must_change_password = True
    client.user.save()
    for address in ("/admin/", SET_UP, VERIFY):
        assert client.get(address).url == reverse("first_password")


# Everybody else -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_are_not_asked_on_the_staff_s_side(role: str) -> None:
    assert signed_in_by_password(role).get("/admin/").status_code == 200


@pytest.mark.parametrize("address", ["/admin/cases/", "/admin/second-factor/"])
@pytest.mark.parametrize("role", [None, ADMINISTRATORS])
def test_superusers_and_administrators_are_asked_where_cases_are(
    role: str | None, address: str
) -> None:
    client = signed_in_by_password(role, is_superuser=role is None)
    assert client.get("/admin/").status_code == 200
    assert asked(client.get(address))


def test_a_superuser_who_proved_it_opens_cases() -> None:
    client = signed_in_by_password(is_superuser=True)
    verify(client, client.user)
    assert client.get("/admin/cases/").status_code == 200


def test_a_superuser_with_a_case_role_is_asked_everywhere() -> None:
    assert asked(signed_in_by_password(CASE_OFFICERS, is_superuser=True).get("/admin/"))


def staff_views(resolver: URLResolver, prefix: str = "/") -> list[tuple[str, Any]]:
    found = []
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            found.append((route, getattr(pattern.callback, "view_class", pattern.callback)))
        else:
            found += staff_views(pattern, route)
    return [one for one in found if one[0].startswith(("/admin/", "/^admin/"))]


def test_every_view_of_the_forms_is_guarded_for_everybody() -> None:
    """Except the lists of the forms, which are public, and the mail: it can be read on the machine
    alone on which it lies (see the settings)."""
    apart = {"forms.lists", "forms.internships", "forms.outbox"}
    views = [(route, view.__module__) for route, view in staff_views(get_resolver())]
    of_forms = [(route, name) for route, name in views if name.startswith("forms.")]
    assert of_forms
    unguarded = {
        (route, name)
        for route, name in of_forms
        if not is_guarded(route) and ".".join(name.split(".")[:2]) not in apart
    }
    assert unguarded == set()


def test_every_guarded_address_exists(settings: Any) -> None:
    routes = [route for route, _ in staff_views(get_resolver())]
    for prefix in settings.SECOND_FACTOR_ADDRESSES:
        assert any(route.startswith(prefix) for route in routes), prefix


# Judged anew at each request ----------------------------------------------------------------------


def test_who_is_given_a_case_role_is_asked_at_the_next_click() -> None:
    client = signed_in_by_password(EDITORS)
    assert client.get("/admin/").status_code == 200
    client.user.groups.add(Group.objects.get(name=CASE_OFFICERS))
    assert asked(client.get("/admin/"))


def test_who_loses_the_role_is_asked_no_more() -> None:
    client = signed_in_by_password(CASE_OFFICERS)
    client.user.groups.set([Group.objects.get(name=EDITORS)])
    assert client.get("/admin/").status_code == 200


def test_who_loses_the_device_is_asked_anew() -> None:
    client = signed_in(CASE_OFFICERS)
    AuthenticatorApp.objects.filter(user=client.user).delete()
    assert asked(client.get("/admin/"))
    assert DEVICE_ID_SESSION_KEY not in again(client).session


def test_somebody_else_s_device_proves_nothing() -> None:
    client, other = signed_in(CASE_OFFICERS), signed_in(CASE_OFFICERS)
    verify(client, other.user)
    assert asked(client.get("/admin/"), VERIFY)


def test_a_device_that_is_not_confirmed_proves_nothing() -> None:
    client = signed_in(CASE_OFFICERS)
    AuthenticatorApp.objects.filter(user=client.user).update(confirmed=False)
    assert asked(client.get("/admin/"))


@pytest.mark.parametrize("odd", ["", "x", "accounts.user/1", "accounts.authenticatorapp/x", "a/1"])
def test_odd_words_in_the_session_prove_nothing(odd: str) -> None:
    client = signed_in_by_password(CASE_OFFICERS)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = odd
    session.save()
    assert asked(client.get("/admin/"))


def test_the_duty_stays_with_a_renamed_group() -> None:
    Group.objects.filter(name=CASE_OFFICERS).update(name="Desk")
    client = signed_in_by_password()
    client.user.groups.add(Group.objects.get(name="Desk"))
    assert asked(client.get("/admin/"))


# Ways round ---------------------------------------------------------------------------------------


def test_a_password_reset_does_not_get_round_it() -> None:
    client = signed_in(CASE_OFFICERS)
    client.user.set_password("quite-another-password")
    client.user.save()
    fresh = Client()
    form = {"username": client.user.username, "password": "quite-another-password"}
    fresh.post("/admin/login/", form)
    assert asked(fresh.get("/admin/"), VERIFY)


def test_the_next_person_in_the_same_browser_starts_unproven() -> None:
    client = signed_in(CASE_OFFICERS)
    client.force_login(staff(CASE_OFFICERS), backend="django.contrib.auth.backends.ModelBackend")
    assert asked(client.get("/admin/"))


def test_signing_out_ends_it() -> None:
    client = signed_in(CASE_OFFICERS)
    client.post("/admin/logout/")
    client.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")
    assert asked(client.get("/admin/"), VERIFY)


# What it costs ------------------------------------------------------------------------------------


def queries(client: Client) -> int:
    """Of a second request, when what a process keeps is kept."""
    client.get("/admin/account/")
    with CaptureQueriesContext(connection) as taken:
        assert client.get("/admin/account/").status_code == 200
    return len(taken)


@pytest.mark.parametrize(("role", "more"), [(PUBLISHERS, 0), (CASE_OFFICERS, 1)])
def test_it_costs_other_roles_no_query_and_the_case_roles_one(
    settings: Any, role: str, more: int
) -> None:
    settings.STAMP_SECONDS = 0  # whether content changed is asked each time, not now and then
    client = signed_in(role)
    with_it = queries(client)
    without_the_rule(settings)
    assert with_it - queries(again(client)) == more


# The roles ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["0003_case_roles", "0005_second_factor_duty"])
def test_making_the_roles_twice_changes_nothing(name: str) -> None:
    migration = import_module(f"accounts.migrations.{name}").Migration
    before = sorted(Group.objects.values_list("name", "permissions"))
    migration.operations[0].code(apps, SimpleNamespace(connection=connection))
    assert sorted(Group.objects.values_list("name", "permissions")) == before
