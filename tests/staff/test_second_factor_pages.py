"""Setting up, entering codes, recovery codes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import segno
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuthenticatorApp, RecoveryCode, RecoveryCodes
from accounts.roles import CASE_OFFICERS
from accounts.second_factor import qr
from tests.second_factor import (
    SET_UP,
    VERIFY,
    again,
    code_for,
    enter,
    is_in,
    set_up,
    shown_key,
    stop_the_clock,
    wait,
)
from tests.staff.factories import signed_in_by_password

pytestmark = pytest.mark.django_db
HOME = "/admin/"
CODES = "/admin/second-factor/codes/"
NO_CODE = "000000"


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_the_clock(monkeypatch)


def officer() -> Client:
    return signed_in_by_password(CASE_OFFICERS)


# Setting up ---------------------------------------------------------------------------------------


def test_the_page_shows_the_key_as_a_picture_and_as_text() -> None:
    client = officer()
    page = client.get(SET_UP).content.decode()
    assert len(shown_key(client)) == 32
    assert 'src="data:image/svg+xml' in page
    assert "data:" in client.get(SET_UP).headers["Content-Security-Policy"].split("img-src")[1]


def test_the_picture_holds_what_apps_read() -> None:
    shown_key(client := officer())
    app = AuthenticatorApp.objects.get()
    address = urlsplit(app.address)
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == f"/Digital Pakistan:{client.user.username}"
    assert parse_qs(address.query) == {
        "secret": [app.key], "issuer": ["Digital Pakistan"], "digits": ["6"], "period": ["30"],
    }  # fmt: skip
    expected = segno.make(app.address, error="m", micro=False)
    assert qr.picture(app) == expected.svg_data_uri(scale=qr.SIZE, dark="#000", light="#fff")


def test_the_first_code_lets_in_shows_ten_codes_and_leads_on() -> None:
    client = officer()
    key = shown_key(client)
    page = enter(client, code_for(key), at=SET_UP, next="/admin/pages/").content.decode()
    assert page.count("<code>") == RecoveryCode.objects.count() == 10
    assert 'download="recovery-codes.txt"' in page
    assert is_in(client)
    kept = client.post(reverse("second_factor:kept"), {"next": "/admin/pages/"})
    assert kept.url == "/admin/pages/"
    assert RecoveryCodes.objects.get().kept_at


def test_a_reload_shows_the_same_key_until_a_code_was_right() -> None:
    client = officer()
    key = shown_key(client)
    assert enter(client, NO_CODE, at=SET_UP).status_code == 400
    assert shown_key(client) == key
    assert not is_in(client)


def test_a_key_that_somebody_else_has_read_is_never_taken_into_use() -> None:
    thief = officer()
    read = shown_key(thief)
    owner = again(thief)
    key, _ = set_up(owner)
    assert key != read
    assert enter(thief, code_for(read), at=SET_UP).url == reverse("second_factor:overview")
    assert enter(thief, code_for(read)).status_code == 400
    assert not is_in(thief)


def test_a_password_alone_sets_up_no_second_app() -> None:
    owner = officer()
    key, _ = set_up(owner)
    thief = again(owner)
    assert thief.get(SET_UP).url == reverse("second_factor:overview")
    assert enter(thief, code_for(key), at=SET_UP).url == reverse("second_factor:overview")
    assert AuthenticatorApp.objects.count() == 1
    assert not is_in(thief)


def test_the_session_gets_a_new_key() -> None:
    client = officer()
    before = client.cookies["staff"].value
    set_up(client)
    assert client.cookies["staff"].value != before


# Entering a code ----------------------------------------------------------------------------------


def test_a_right_code_lets_in_and_leads_back() -> None:
    key, _ = set_up(client := officer())
    other = again(client)
    assert enter(other, code_for(key), next="/admin/pages/").url == "/admin/pages/"
    assert is_in(other)


@pytest.mark.parametrize("spelt", ["{0} {1}", " {0}-{1} "])
def test_a_code_may_be_typed_in_groups(spelt: str) -> None:
    key, _ = set_up(client := officer())
    code = code_for(key)
    assert enter(again(client), spelt.format(code[:3], code[3:])).status_code == 302


def test_urdu_digits_are_digits() -> None:
    key, _ = set_up(client := officer())
    urdu = code_for(key).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert enter(again(client), urdu).status_code == 302


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_next_leads_to_no_other_host(where: str) -> None:
    key, _ = set_up(client := officer())
    assert enter(again(client), code_for(key), next=where).url == HOME
    assert client.get(f"{VERIFY}?next={where}").url == HOME
    assert client.post(reverse("second_factor:kept"), {"next": where}).url == HOME


def test_a_code_is_taken_once() -> None:
    key, _ = set_up(client := officer())
    code = code_for(key)
    assert enter(again(client), code).status_code == 302
    assert enter(again(client), code).status_code == 400


def test_an_older_code_is_not_taken_after_a_newer_one() -> None:
    key, _ = set_up(client := officer())
    assert enter(again(client), code_for(key, steps=1)).status_code == 302
    assert enter(again(client), code_for(key)).status_code == 400


@pytest.mark.parametrize("steps", [-2, 3])
def test_a_code_of_another_time_is_wrong(steps: int) -> None:
    key, _ = set_up(client := officer())
    assert enter(again(client), code_for(key, steps=steps)).status_code == 400


def test_wrong_codes_make_everybody_wait_longer_and_longer() -> None:
    key, _ = set_up(client := officer())
    for expected in (1, 2, 4, 8):
        assert enter(again(client), NO_CODE).status_code == 400
        answer = enter(again(client), code_for(key))
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= expected
        wait(AuthenticatorApp, seconds=expected)
    assert enter(again(client), code_for(key)).status_code == 302
    assert AuthenticatorApp.objects.get().throttling_failure_count == 0


@pytest.mark.parametrize("odd", ["", "12345", "1234567", "abc", "۱۲", "x" * 500, "\x00", "½" * 6])
def test_what_is_no_code_is_refused_and_counts_as_no_attempt(odd: str) -> None:
    set_up(client := officer())
    assert enter(again(client), odd).status_code == 400
    assert AuthenticatorApp.objects.get().throttling_failure_count == 0
    assert RecoveryCodes.objects.get().throttling_failure_count == 0


def test_a_refused_code_is_not_shown_again() -> None:
    set_up(client := officer())
    assert "908172" not in enter(again(client), "908172").content.decode()


# Recovery codes -----------------------------------------------------------------------------------


def test_a_recovery_code_lets_in_once() -> None:
    _, codes = set_up(client := officer())
    other = again(client)
    assert enter(other, codes[0]).status_code == 302
    assert is_in(other)
    assert enter(again(client), codes[0]).status_code == 400
    wait(RecoveryCodes, seconds=1)
    assert enter(again(client), codes[1]).status_code == 302
    assert "8 of 10 left" in other.get("/admin/second-factor/").content.decode()


def test_a_recovery_code_may_be_typed_small_and_without_dashes() -> None:
    _, codes = set_up(client := officer())
    assert enter(again(client), codes[0].lower().replace("-", " ")).status_code == 302


def test_wrong_recovery_codes_make_wait_too() -> None:
    _, codes = set_up(client := officer())
    assert enter(again(client), "AAAA-AAAA-AAAA").status_code == 400
    assert enter(again(client), codes[0]).status_code == 429


def test_somebody_else_s_recovery_code_is_wrong() -> None:
    _, codes = set_up(officer())
    set_up(client := officer())
    assert enter(again(client), codes[0]).status_code == 400


def test_the_last_codes_are_counted_and_unkept_ones_remembered() -> None:
    _, codes = set_up(client := officer())
    for code in codes[:6]:
        enter(again(client), code)
    other = again(client)
    enter(other, codes[6])
    assert "Recovery codes left: 3." in other.get(HOME).content.decode()
    RecoveryCodes.objects.update(kept_at=None)
    third = again(client)
    enter(third, codes[7])
    assert "have not said that you kept" in third.get(HOME).content.decode()


def test_new_codes_take_a_fresh_code_and_end_the_old_ones() -> None:
    key, codes = set_up(client := officer())
    assert enter(client, NO_CODE, at=CODES).status_code == 400
    wait(AuthenticatorApp, seconds=1)
    page = enter(client, code_for(key), at=CODES).content.decode()
    assert page.count("<code>") == 10
    assert codes[0] not in page
    assert enter(again(client), codes[0]).status_code == 400


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_recovery_code_entered_twice_at_once_lets_in_once() -> None:
    _, codes = set_up(client := officer())
    start = Barrier(4)

    def go(browser: Client) -> int:
        start.wait()
        try:
            return enter(browser, codes[0]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(go, [again(client) for _ in range(4)]))
    assert answers.count(302) == 1
