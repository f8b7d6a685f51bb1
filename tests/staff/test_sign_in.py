"""Sign-in: lock-out, password reset, first passwords, and where the session's cookie goes."""

import re
from io import StringIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from accounts.addresses import client_address
from accounts.models import User
from accounts.roles import ADMINISTRATORS, EDITORS
from tests.staff.factories import PASSWORD, page, refused, signed_in, staff, superuser

pytestmark = pytest.mark.django_db
SIGN_IN = "/admin/login/"


@pytest.fixture
def locks(settings):
    settings.AXES_ENABLED = True


def try_to_sign_in(client: Client, name: str, password: str, **extra: Any) -> Any:
    return client.post(
        SIGN_IN, {"username": name, "password": password, "next": "/admin/"}, **extra
    )


# Lock-out -----------------------------------------------------------------------------------------


def test_five_wrong_passwords_lock_the_sign_in(locks) -> None:
    user, client = staff(EDITORS), Client()
    answers = [try_to_sign_in(client, user.username, "wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    response = try_to_sign_in(client, user.username, PASSWORD)
    assert response.status_code == 429
    assert "Sign-in is locked for now" in response.content.decode()


def test_the_lock_opens_after_fifteen_minutes(locks) -> None:
    from datetime import timedelta

    from axes.models import AccessAttempt
    from django.db.models import F

    user, client = staff(EDITORS), Client()
    for _ in range(5):
        try_to_sign_in(client, user.username, "wrong")
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=16))
    assert try_to_sign_in(client, user.username, PASSWORD).status_code == 302


def test_others_at_the_same_address_are_not_locked(locks) -> None:
    user, other, client = staff(EDITORS), staff(EDITORS), Client()
    for _ in range(5):
        try_to_sign_in(client, user.username, "wrong")
    assert try_to_sign_in(Client(), other.username, PASSWORD).status_code == 302


def test_a_right_password_forgets_the_wrong_ones(locks) -> None:
    user, client = staff(EDITORS), Client()
    for _ in range(4):
        try_to_sign_in(client, user.username, "wrong")
    try_to_sign_in(client, user.username, PASSWORD)
    client = Client()
    for _ in range(4):
        try_to_sign_in(client, user.username, "wrong")
    assert try_to_sign_in(client, user.username, PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (None, "6.6.6.6", "10.0.0.1"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "6.6.6.6", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_the_address_is_not_what_the_visitor_says_it_is(
    proxies: int | None, forwarded: str, expected: str
) -> None:
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded}
    )
    with override_settings(AXES_IPWARE_PROXY_COUNT=proxies):
        assert client_address(request) == expected


# Password reset -----------------------------------------------------------------------------------


def ask_for_reset(email: str) -> Any:
    return Client().post(reverse("wagtailadmin_password_reset"), {"email": email}, follow=True)


def test_a_password_is_reset_by_mail() -> None:
    user = staff(EDITORS)
    ask_for_reset(user.email)
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    client = Client()
    form = client.get(link, follow=True)
    new = "quite-another-password"
    address = form.redirect_chain[-1][0]
    client.post(address, {"new_password1": new, "new_password2": new})
    assert try_to_sign_in(Client(), user.username, new).status_code == 302


def test_a_used_link_is_worth_nothing() -> None:
    user = staff(EDITORS)
    ask_for_reset(user.email)
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    client = Client()
    address = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(address, {"new_password1": "quite-another-1", "new_password2": "quite-another-1"})
    assert "Invalid password reset link" in Client().get(link, follow=True).content.decode()


def test_the_answer_does_not_tell_whether_there_is_an_account() -> None:
    user = staff(EDITORS)
    known, unknown = ask_for_reset(user.email), ask_for_reset("nobody@example.org")
    token = re.compile(rb'(csrfmiddlewaretoken" value="|CSRF_TOKEN": ")[^"]*')
    assert token.sub(b"", known.content) == token.sub(b"", unknown.content)
    assert len(mail.outbox) == 1


def test_a_reset_password_is_one_s_own() -> None:
    user = staff(EDITORS)
    user.must_change_password = True
    user.save()
    ask_for_reset(user.email)
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    client = Client()
    address = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(address, {"new_password1": "quite-another-1", "new_password2": "quite-another-1"})
    assert not User.objects.get(pk=user.pk).must_change_password


# First passwords ----------------------------------------------------------------------------------


def newcomer() -> Client:
    client = signed_in(EDITORS)
    client.user.must_change_password = True
    client.user.save()
    return client


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/pages/", "/admin/account/", "/admin/images/"]
)
def test_a_generated_password_opens_nothing_but_its_change(address: str) -> None:
    response = newcomer().get(address)
    assert response.status_code == 302
    assert response.url == reverse("first_password")


def test_posting_does_not_get_round_it() -> None:
    english = page()
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])
    assert newcomer().post(address, {"title": "x"}).url == reverse("first_password")


@pytest.mark.parametrize("address", ["/admin/sprite/", "/admin/jsi18n/"])
def test_what_the_page_of_the_change_is_made_of_opens(address: str) -> None:
    assert newcomer().get(address).status_code == 200


def test_choosing_a_password_opens_the_rest() -> None:
    client = newcomer()
    new = "quite-another-password"
    form = {"new_password1": new, "new_password2": new}
    assert client.post(reverse("first_password"), form).url == reverse("wagtailadmin_home")
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("weak", ["short", "password1234", "123456789012"])
def test_a_weak_password_is_not_taken(weak: str) -> None:
    client = newcomer()
    response = client.post(
        reverse("first_password"), {"new_password1": weak, "new_password2": weak}
    )
    assert response.status_code == 200
    assert User.objects.get(pk=client.user.pk).must_change_password


def test_who_has_an_own_password_must_know_it_to_change_it() -> None:
    client = signed_in(EDITORS)
    new = {"new_password1": "quite-another-1", "new_password2": "quite-another-1"}
    assert client.post(reverse("first_password"), new).url == reverse("wagtailadmin_account")
    assert User.objects.get(pk=client.user.pk).check_password(PASSWORD)


def test_a_password_given_by_an_administrator_is_changed_first() -> None:
    form = {"username": "new", "email": "new@example.org", "first_name": "N", "last_name": "N",
            "password1": "given-by-the-chief", "password2": "given-by-the-chief"}  # fmt: skip
    signed_in(ADMINISTRATORS).post(reverse("wagtailusers_users:add"), form)
    assert User.objects.get(username="new").must_change_password


# Superusers ---------------------------------------------------------------------------------------


def test_an_administrator_makes_no_superuser() -> None:
    form = {"username": "new", "email": "new@example.org", "first_name": "N", "last_name": "N",
            "password1": "given-by-the-chief", "password2": "given-by-the-chief",
            "is_superuser": "on"}  # fmt: skip
    signed_in(ADMINISTRATORS).post(reverse("wagtailusers_users:add"), form)
    assert not User.objects.get(username="new").is_superuser


def test_an_administrator_does_not_touch_superusers() -> None:
    boss = staff(is_superuser=True)
    client = signed_in(ADMINISTRATORS)
    edit = reverse("wagtailusers_users:edit", args=[boss.pk])
    delete = reverse("wagtailusers_users:delete", args=[boss.pk])
    off = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    assert refused(client.get(edit))
    assert refused(client.post(edit, {"username": "x"}))
    assert refused(client.post(delete))
    assert refused(client.post(f"{off}?id={boss.pk}", {"mark_as_active": "False"}))
    assert User.objects.get(pk=boss.pk).is_active


def test_a_superuser_makes_superusers() -> None:
    form = {"username": "new", "email": "new@example.org", "first_name": "N", "last_name": "N",
            "password1": "given-by-the-chief", "password2": "given-by-the-chief",
            "is_superuser": "on"}  # fmt: skip
    superuser().post(reverse("wagtailusers_users:add"), form)
    assert User.objects.get(username="new").is_superuser


# The session's cookie -----------------------------------------------------------------------------


def test_the_session_s_cookie_belongs_to_the_staff_s_side() -> None:
    user, client = staff(EDITORS), Client()
    cookie = try_to_sign_in(client, user.username, PASSWORD).cookies["staff"]
    assert cookie["path"] == "/admin/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("address", ["/en/", "/ur/", "/en/about-us/", "/en/nothing/"])
def test_public_pages_set_no_cookie_even_for_staff(address: str) -> None:
    page(slug="about-us")
    assert not signed_in(EDITORS).get(address).cookies


def test_a_public_page_is_the_same_bytes_for_staff() -> None:
    page(slug="about-us")
    assert Client().get("/en/about-us/").content == superuser().get("/en/about-us/").content


def test_signing_out_ends_the_session() -> None:
    client = signed_in(EDITORS)
    key = client.cookies["staff"].value
    response = client.post(reverse("wagtailadmin_logout"))
    assert response.cookies["staff"]["max-age"] == 0
    assert response.cookies["staff"]["path"] == "/admin/"
    assert not Session.objects.filter(session_key=key).exists()
    stolen = Client()
    stolen.cookies["staff"] = key
    assert stolen.get("/admin/").status_code == 302


# The first sign-in --------------------------------------------------------------------------------


def first_staff() -> str:
    out = StringIO()
    call_command("first_staff", stdout=out)
    return out.getvalue()


def test_a_new_site_gets_one_superuser_with_a_printed_password() -> None:
    name, password = re.search(r"sign-in: (\S+)\s+(\S+)", first_staff()).groups()
    user = User.objects.get()
    assert (user.username, user.is_superuser, user.must_change_password) == (name, True, True)
    assert user.check_password(password)


def test_a_second_time_changes_and_prints_nothing() -> None:
    first_staff()
    before = User.objects.get().password
    assert first_staff() == ""
    assert User.objects.get().password == before


def test_it_is_refused_in_production() -> None:
    with (
        override_settings(SETTINGS_MODULE="config.settings.production"),
        pytest.raises(CommandError, match="createsuperuser"),
    ):
        first_staff()
    assert not User.objects.exists()
