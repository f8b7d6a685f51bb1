"""What a stolen dump and the logs hold of second factors: nothing to sign in with."""

import json
import logging
from base64 import b32decode
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.models import AuthenticatorApp, RecoveryCode
from accounts.roles import ADMINISTRATORS, CASE_OFFICERS
from tests.second_factor import (
    SET_UP,
    again,
    code_for,
    enter,
    set_up,
    shown_key,
    stop_the_clock,
    verify,
)
from tests.staff.factories import signed_in_by_password

pytestmark = pytest.mark.django_db
CODES = "/admin/second-factor/codes/"
REPLACE = "/admin/second-factor/replace/"


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_the_clock(monkeypatch)


def dump() -> str:
    """Every value of every table, sessions opened."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows += cursor.fetchall()
    values = [bytes(one) if isinstance(one, memoryview) else one for row in rows for one in row]
    sessions = [json.dumps(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join([*map(str, values), *sessions])


def spellings(key: str, codes: list[str]) -> set[str]:
    secrets = {key, b32decode(key).hex(), *codes, *(code.replace("-", "") for code in codes)}
    return secrets | {secret.lower() for secret in secrets}


def a_life() -> tuple[Client, set[str], set[str]]:
    """Everything that one does with a second factor. Returns a browser, secrets and spent codes."""
    client = signed_in_by_password(CASE_OFFICERS)
    coming = shown_key(client)
    assert coming not in dump()
    key, codes = set_up(client)
    enter(again(client), codes[0])
    enter(client, code_for(key), at=CODES)
    enter(client, code_for(key, steps=1), at=REPLACE)
    new = shown_key(client)
    enter(client, code_for(new), at=SET_UP)
    enter(again(client), "271828")
    return client, spellings(key, codes) | spellings(new, []), {"271828", code_for(key)}


def test_a_dump_of_the_database_holds_neither_key_nor_recovery_code() -> None:
    _, secrets, _ = a_life()
    stored = dump()
    assert AuthenticatorApp.objects.get().key in secrets  # it is there, but not readable
    assert RecoveryCode.objects.count() == 10
    assert {secret for secret in secrets if secret in stored} == set()


def test_no_log_holds_a_secret(caplog: Any, capfd: Any) -> None:
    caplog.set_level(logging.DEBUG)
    _, secrets, spent = a_life()
    out, err = capfd.readouterr()
    entries = json.dumps([[one.action, one.data, one.label] for one in ModelLogEntry.objects.all()])
    lines = caplog.text + out + err + entries
    assert "second-factor" in lines
    assert {secret for secret in secrets | spent if secret in lines} == set()


def test_what_was_done_is_recorded_with_who_did_it() -> None:
    client, _, _ = a_life()
    boss = signed_in_by_password(ADMINISTRATORS)
    verify(boss, boss.user)
    boss.post(reverse("second_factor:reset", args=[client.user.pk]))
    done = ModelLogEntry.objects.filter(action__startswith="accounts.second_factor.")
    assert list(done.order_by("pk").values_list("action", "user_id", "object_id")) == [
        (f"accounts.second_factor.{what}", who, str(client.user.pk))
        for what, who in [
            ("set_up", client.user.pk),
            ("renew_codes", client.user.pk),
            ("recover", client.user.pk),
            ("renew_codes", client.user.pk),
            ("replace", client.user.pk),
            ("reset", boss.user.pk),
        ]
    ]


def test_a_rotated_key_still_opens_the_app_s_key(settings: Any) -> None:
    settings.ENCRYPTION_KEYS = ["old-key"]
    client = signed_in_by_password(CASE_OFFICERS)
    key, _ = set_up(client)
    settings.ENCRYPTION_KEYS = ["new-key", "old-key"]
    assert enter(again(client), code_for(key)).status_code == 302
