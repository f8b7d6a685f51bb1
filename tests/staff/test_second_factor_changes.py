"""Another app, and the reset by an administrator."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuthenticatorApp, RecoveryCode
from accounts.roles import ADMINISTRATORS, AUDITORS, CASE_OFFICERS, EDITORS
from accounts.second_factor import devices
from tests.second_factor import (
    SET_UP,
    again,
    code_for,
    enter,
    is_in,
    set_up,
    shown_key,
    stop_the_clock,
    verify,
    wait,
)  # fmt: skip
from tests.staff.factories import refused, signed_in_by_password, staff

pytestmark = pytest.mark.django_db
HOME = "/admin/"
REPLACE = "/admin/second-factor/replace/"
NO_CODE = "000000"


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_the_clock(monkeypatch)


def officer() -> Client:
    return signed_in_by_password(CASE_OFFICERS)


# Another app --------------------------------------------------------------------------------------


def test_another_app_takes_a_fresh_code_and_replaces_the_old_one() -> None:
    key, codes = set_up(client := officer())
    other = again(client)
    enter(other, codes[0])
    enter(client, code_for(key), at=REPLACE)
    new = shown_key(client)
    assert new != key
    assert enter(client, code_for(new), at=SET_UP).url == HOME
    assert is_in(client)
    third = again(client)
    assert enter(third, code_for(key, steps=1)).status_code == 400
    wait(AuthenticatorApp, seconds=1)
    assert enter(third, code_for(new, steps=1)).status_code == 302
    assert enter(again(client), codes[1]).status_code == 302


def test_sessions_proven_by_the_old_app_are_asked_anew() -> None:
    key, codes = set_up(client := officer())
    enter(client, codes[0], at=REPLACE)
    other = again(client)
    enter(other, code_for(key))
    enter(client, code_for(shown_key(client)), at=SET_UP)
    assert not is_in(other)


def test_a_proven_session_without_a_fresh_code_replaces_nothing() -> None:
    set_up(client := officer())
    assert client.get(SET_UP).url == reverse("second_factor:overview")
    assert enter(client, NO_CODE, at=REPLACE).status_code == 400
    assert client.get(SET_UP).status_code == 302


def test_the_permission_to_replace_ends_after_ten_minutes(monkeypatch: Any) -> None:
    key, _ = set_up(client := officer())
    enter(client, code_for(key), at=REPLACE)
    assert client.get(SET_UP).status_code == 200
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr(devices.timezone, "now", lambda: later)
    assert client.get(SET_UP).status_code == 302


# Reset by an administrator ------------------------------------------------------------------------


def administrator(role: str | None = ADMINISTRATORS, **fields: Any) -> Client:
    client = signed_in_by_password(role, **fields)
    verify(client, client.user)
    return client


def reset(actor: Client, person: Any) -> Any:
    return actor.post(reverse("second_factor:reset", args=[person.pk]))


def test_a_reset_ends_every_session_and_lets_begin_anew() -> None:
    key, codes = set_up(client := officer())
    reset(administrator(), client.user)
    assert client.get(HOME).url.startswith(SET_UP)
    assert not RecoveryCode.objects.exists()
    new, _ = set_up(client)
    assert new != key
    assert enter(again(client), codes[0]).status_code == 400


@pytest.mark.parametrize("role", [EDITORS, CASE_OFFICERS, AUDITORS])
def test_others_reset_nobody(role: str) -> None:
    set_up(client := officer())
    assert refused(reset(administrator(role), client.user))
    assert is_in(client)


def test_only_superusers_reset_a_superuser() -> None:
    boss = administrator(None, is_superuser=True)
    assert refused(reset(administrator(), boss.user))
    assert not refused(reset(administrator(None, is_superuser=True), boss.user))
    assert not AuthenticatorApp.objects.filter(user=boss.user).exists()


def test_nobody_resets_their_own() -> None:
    boss = administrator(None, is_superuser=True)
    assert refused(reset(boss, boss.user))


def test_an_administrator_without_the_second_factor_resets_nobody() -> None:
    set_up(client := officer())
    thief = signed_in_by_password(ADMINISTRATORS)
    assert reset(thief, client.user).url == SET_UP
    assert is_in(client)


def test_the_reset_is_asked_before_it_is_done_and_offered_where_people_are() -> None:
    set_up(client := officer())
    boss = administrator()
    address = reverse("second_factor:reset", args=[client.user.pk])
    assert "Yes, reset" in boss.get(address).content.decode()
    assert is_in(client)
    for page in ("/admin/users/", f"/admin/users/edit/{client.user.pk}/"):
        assert address in boss.get(page).content.decode()
    stranger = reverse("second_factor:reset", args=[staff(EDITORS).pk])
    assert "nothing to reset" in boss.get(stranger).content.decode()
    assert boss.get(reverse("second_factor:reset", args=[10**9])).status_code == 404


def test_the_machine_s_operator_resets_the_last_superuser() -> None:
    boss = administrator(None, is_superuser=True)
    said = StringIO()
    call_command("reset_second_factor", boss.user.username, stdout=said)
    assert "is reset" in said.getvalue()
    assert boss.get("/admin/cases/").url.startswith(SET_UP)
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody-of-this-name")
