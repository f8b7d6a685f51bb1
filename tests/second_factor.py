"""People with a second factor, for tests: proven at once, or step by step through the pages."""

import re
from base64 import b32decode
from datetime import timedelta
from html import unescape
from types import SimpleNamespace
from typing import Any

from django.db.models import F
from django.test import Client
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.models import Device
from django_otp.oath import TOTP

from accounts.models import AuthenticatorApp
from accounts.roles import NEEDS_SECOND_FACTOR
from accounts.second_factor import models

SET_UP = "/admin/second-factor/set-up/"
VERIFY = "/admin/second-factor/verify/"


def verify(client: Client, user: Any) -> None:
    """Make the signed-in client count as proven: an app of this person, and the session says so."""
    app, _ = AuthenticatorApp.objects.get_or_create(user=user, confirmed=True)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = app.persistent_id
    session.save()


def verify_if_needed(client: Client, user: Any) -> None:
    if user.groups.filter(name__in=NEEDS_SECOND_FACTOR).exists():
        verify(client, user)


def stop_the_clock(monkeypatch: Any) -> None:
    """Half a minute does not end in the middle of a test."""
    now = models.time.time()
    monkeypatch.setattr(models, "time", SimpleNamespace(time=lambda: now))


def code_for(key: str, *, steps: int = 0) -> str:
    """What an app with this key shows now, or so many half minutes later (or, below 0, earlier)."""
    totp = TOTP(b32decode(key.replace(" ", "")))
    totp.time = models.time.time() + 30 * steps
    return f"{totp.token():06}"


def shown_key(client: Client) -> str:
    page = client.get(SET_UP).content.decode()
    return re.search(r'second-factor-key">([A-Z2-7 ]+)<', page)[1].replace(" ", "")  # type: ignore[index]


def enter(client: Client, code: str, *, at: str = VERIFY, **more: str) -> Any:
    return client.post(at, {"code": code, **more})


def set_up(client: Client) -> tuple[str, list[str]]:
    """Through the pages, with the code of half a minute ago, so that the present one is unspent.
    Returns the key and the recovery codes."""
    key = shown_key(client)
    response = enter(client, code_for(key, steps=-1), at=SET_UP)
    codes = re.findall(r"<code>([A-Z0-9-]+)</code>", unescape(response.content.decode()))
    assert len(codes) == 10, response.status_code
    client.post(reverse("second_factor:kept"))
    return key, codes


def again(client: Client) -> Client:
    """Another browser of the same person, signed in by password alone."""
    other = Client()
    other.user = client.user  # type: ignore[attr-defined]
    other.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[attr-defined]
    return other


def is_in(client: Client) -> bool:
    return bool(client.get("/admin/account/").status_code == 200)


def wait(kind: type[Device], **time: int) -> None:
    """As if the last wrong code had been entered so much earlier."""
    kind.objects.update(
        throttling_failure_timestamp=F("throttling_failure_timestamp") - timedelta(**time)
    )
