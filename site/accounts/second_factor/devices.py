"""Setting up, replacing, renewing and resetting. Each is recorded in Wagtail's log, without codes.

Changes of one person's devices wait for one another (the person's row is locked).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django_otp import verify_token
from wagtail.log_actions import log

from accounts.models import AuthenticatorApp, RecoveryCodes, User
from accounts.second_factor.models import Throttled, is_code

APP_TO_COME = "second_factor_to_come"
REPLACING = "second_factor_replacing"
REPLACING_TIME = timedelta(minutes=10)


@contextmanager
def alone(user: User) -> Iterator[None]:
    """One transaction, during which nothing else changes this person's devices."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        yield


def app_of(user: User) -> AuthenticatorApp | None:
    return AuthenticatorApp.objects.filter(user=user, confirmed=True).first()


def codes_of(user: User) -> RecoveryCodes | None:
    return RecoveryCodes.objects.filter(user=user).first()


def device_for(user: User, code: str) -> Throttled | None:
    """What could accept this code: six digits come from the app, all else from paper."""
    return app_of(user) if is_code(code) else codes_of(user)


# Setting up ---------------------------------------------------------------------------------------


def app_to_come(request: HttpRequest, user: User) -> AuthenticatorApp:
    """The app that this very session sets up.

    Its key is shown in no other session: who signs in with a stolen password, and reads the page
    before the owner does, learns a key that is never taken into use.
    """
    coming = AuthenticatorApp.objects.filter(user=user, confirmed=False)
    with alone(user):
        known = request.session.get(APP_TO_COME)
        app = coming.filter(pk=known).first() if known else None
        if app is None:
            coming.delete()
            app = AuthenticatorApp.objects.create(user=user, confirmed=False)
            request.session[APP_TO_COME] = app.pk
    return app


def confirm(request: HttpRequest, user: User, app: AuthenticatorApp) -> list[str]:
    """Take the app into use in place of a former one; to be called `alone`. Returns recovery codes
    if new ones were made: at the first time, and when none are left."""
    replaced, _ = AuthenticatorApp.objects.filter(user=user, confirmed=True).delete()
    AuthenticatorApp.objects.filter(pk=app.pk).update(confirmed=True)
    log(user, "accounts.second_factor.replace" if replaced else "accounts.second_factor.set_up")
    for key in (APP_TO_COME, REPLACING):
        request.session.pop(key, None)
    former = codes_of(user)
    return [] if former and former.left else renew_codes(user)


def renew_codes(user: User) -> list[str]:
    with transaction.atomic():
        codes, _ = RecoveryCodes.objects.get_or_create(user=user)
        log(user, "accounts.second_factor.renew_codes")
        return codes.renew()


def codes_are_kept(user: User) -> None:
    RecoveryCodes.objects.filter(user=user, kept_at=None).update(kept_at=timezone.now())


# Proving ------------------------------------------------------------------------------------------


def prove(user: User, device: Throttled, code: str) -> bool:
    """Whether the code is right, and now spent."""
    if verify_token(user, device.persistent_id, code) is None:
        return False
    if isinstance(device, RecoveryCodes):
        log(user, "accounts.second_factor.recover")
    return True


# Replacing and resetting --------------------------------------------------------------------------


def begin_replacing(request: HttpRequest) -> None:
    until = timezone.now() + REPLACING_TIME
    request.session[REPLACING] = until.timestamp()


def may_replace(request: HttpRequest) -> bool:
    """Whether a fresh code was given a short while ago, for this purpose."""
    return request.session.get(REPLACING, 0) > timezone.now().timestamp()


def reset(user: User, by: User | None) -> bool:
    """Forget the person's app and codes: every session of theirs is unproven at once. Returns
    whether there was anything to forget."""
    with alone(user):
        apps, _ = AuthenticatorApp.objects.filter(user=user).delete()
        codes, _ = RecoveryCodes.objects.filter(user=user).delete()
        log(user, "accounts.second_factor.reset", user=by)
    return bool(apps or codes)
