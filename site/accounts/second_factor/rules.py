"""Who must prove a second factor, where, and whether this session has proven one.

The rule goes by address, in front of every view: an admin view that somebody adds is covered
before anybody thinks of it. It is judged anew at each request, so that a role that is given, a
device that is reset or a person who is switched off takes effect at once.
"""

from functools import lru_cache

import django_otp
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY

from accounts.models import AuthenticatorApp, RecoveryCodes, User
from accounts.second_factor.models import Throttled

KINDS: dict[str, type[Throttled]] = {
    model.model_label(): model for model in (AuthenticatorApp, RecoveryCodes)
}
DUTY = "need_second_factor"
# Open to whoever has signed in with the password alone.
OPEN_PAGES = (
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "first_password",
    "second_factor:set_up",
    "second_factor:verify",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
)
# Asked of everybody, superusers and administrators too: here, and where settings say so.
GUARDED_PAGES = ("second_factor:overview",)


def must_prove(request: HttpRequest) -> bool:
    """Whether this signed-in person has to prove the second factor before this address opens."""
    user = request.user
    if not user.is_authenticated or request.path_info in open_addresses():
        return False
    return (is_guarded(request.path_info) or has_the_duty(user)) and not is_proven(request)


@lru_cache(maxsize=1)
def open_addresses() -> frozenset[str]:
    return frozenset(reverse(name) for name in OPEN_PAGES)


@lru_cache(maxsize=1)
def guarded_prefixes() -> tuple[str, ...]:
    own = (reverse(name) for name in GUARDED_PAGES)
    return (*own, *settings.SECOND_FACTOR_ADDRESSES)


def is_guarded(path: str) -> bool:
    return path.startswith(guarded_prefixes())


def has_the_duty(user: User) -> bool:
    """Whether one of the person's groups carries the duty.

    Costs nothing where Wagtail reads the person's rights anyhow. Superusers hold every right by
    name, so of them the groups are asked.
    """
    if user.is_superuser:
        return user.groups.filter(
            permissions__codename=DUTY, permissions__content_type__app_label="accounts"
        ).exists()
    return user.has_perm(f"accounts.{DUTY}")


def is_proven(request: HttpRequest) -> bool:
    """Whether a device was proven in this session that still is this person's."""
    kind, _, pk = str(request.session.get(DEVICE_ID_SESSION_KEY, "")).partition("/")
    if kind not in KINDS or not pk.isdecimal():
        return False
    theirs = KINDS[kind].objects.filter(user_id=request.user.pk, confirmed=True)
    return theirs.filter(pk=pk).exists()


def remember(request: HttpRequest, device: Throttled) -> None:
    """From here on the session counts as proven, under a new key: an older one is worth less."""
    request.session.cycle_key()
    django_otp.login(request, device)
