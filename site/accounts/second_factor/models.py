"""What proves a person besides the password: an app that makes codes, and recovery codes on paper.

Both are django-otp devices: each wrong code doubles the time until the next may be tried (1, 2,
4 … seconds), and `django_otp.verify_token` locks the row, so two tries at once spend no code twice.
Its own tables are not used: they hold keys and codes as plain text, and a stolen dump with them.
"""

import hashlib
import secrets
import time
from base64 import b32decode, b32encode
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import models
from django.utils import timezone
from django_otp.models import Device, ThrottlingMixin, TimestampMixin
from django_otp.oath import TOTP

from vault.fields import EncryptedTextField

DIGITS = 6
STEP_SECONDS = 30
# A code of the step before or after is taken too: clocks differ, and typing takes a while.
TOLERANCE = 1
KEY_BYTES = 20  # RFC 4226: as long as the output of SHA-1

CODES = 10
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O, 1 I L: codes are copied from paper
CODE_LENGTH = 12
GROUP = 4


def new_key() -> str:
    """A random key in base32, as apps read it."""
    return b32encode(secrets.token_bytes(KEY_BYTES)).decode()


class Throttled(TimestampMixin, ThrottlingMixin, Device):
    """A device that says how long to wait after wrong codes."""

    wagtail_reference_index_ignore = True  # nobody asks in the admin where a device is used

    if TYPE_CHECKING:
        user_id: int

    class Meta:
        abstract = True
        default_permissions = ()

    def get_throttle_factor(self) -> int:
        """Seconds after the first wrong code."""
        return 1

    def seconds_to_wait(self) -> int:
        """Until the next code may be tried; 0 when it may be tried now."""
        allowed, details = self.verify_is_allowed()
        if allowed:
            return 0
        return max(1, round((details["locked_until"] - timezone.now()).total_seconds()))

    def accept(self) -> None:
        self.throttle_reset(commit=False)
        self.set_last_used_timestamp(commit=False)
        self.save()


class AuthenticatorApp(Throttled):
    """An app that makes a six-digit code every half minute (TOTP, RFC 6238).

    Unconfirmed until a first code has shown that the app has the key.
    """

    key = EncryptedTextField(default=new_key)
    # The step of the last code that was accepted: neither it nor an older one is taken again.
    last_step = models.BigIntegerField(default=-1)

    class Meta(Throttled.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["user", "confirmed"], name="one_app_and_one_to_come_for_each_person"
            )
        ]

    def verify_token(self, token: str) -> bool:
        if self.seconds_to_wait():
            return False
        totp = TOTP(b32decode(self.key), STEP_SECONDS, digits=DIGITS)
        totp.time = time.time()
        right = is_code(token) and totp.verify(int(token), TOLERANCE, self.last_step + 1)
        if right:
            self.last_step = totp.t()
            self.accept()
        else:
            self.throttle_increment()
        return right

    @property
    def address(self) -> str:
        """What the QR code holds: https://github.com/google/google-authenticator/wiki/Key-Uri-Format"""
        issuer = settings.WAGTAIL_SITE_NAME
        label = quote(f"{issuer}:{self.user.get_username()}")
        values = {"secret": self.key, "issuer": issuer, "digits": DIGITS, "period": STEP_SECONDS}
        return f"otpauth://totp/{label}?{urlencode(values, quote_via=quote)}"


def is_code(token: str) -> bool:
    return len(token) == DIGITS and token.isascii() and token.isdigit()


class RecoveryCodes(Throttled):
    """Ten codes for the day on which the app is lost. Each is shown once, works once, and is kept
    as a hash."""

    salt = models.BinaryField(default=b"")
    # When the person said that they are printed or written down.
    kept_at = models.DateTimeField(null=True, blank=True)

    class Meta(Throttled.Meta):
        constraints = [models.UniqueConstraint(fields=["user"], name="one_set_of_recovery_codes")]

    def renew(self) -> list[str]:
        """New codes, to be shown once; the former ones are worth nothing from here on."""
        self.codes.all().delete()
        self.salt, self.kept_at = secrets.token_bytes(16), None
        self.save()
        codes = [new_code() for _ in range(CODES)]
        RecoveryCode.objects.bulk_create(
            RecoveryCode(codes=self, hashed=self.hashed(code)) for code in codes
        )
        return codes

    def verify_token(self, token: str) -> bool:
        if self.seconds_to_wait():
            return False
        found, _ = self.codes.filter(hashed=self.hashed(token)).delete()
        if found:
            self.accept()
        else:
            self.throttle_increment()
        return bool(found)

    def hashed(self, code: str) -> str:
        """Slow on purpose: 59 bits are few for a quick hash (NIST SP 800-63B, 5.1.2.2)."""
        plain = code.upper().replace("-", "").replace(" ", "").encode("utf-8", "surrogatepass")
        return hashlib.scrypt(plain, salt=bytes(self.salt), n=2**14, r=8, p=1, dklen=32).hex()

    @property
    def left(self) -> int:
        return self.codes.count()


class RecoveryCode(models.Model):
    """One unspent code; deleted when it is used."""

    codes = models.ForeignKey(RecoveryCodes, on_delete=models.CASCADE, related_name="codes")
    hashed = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()


def new_code() -> str:
    """A random code in groups of four: 12 of 31 letters and digits are 59 bits."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return "-".join(code[start : start + GROUP] for start in range(0, CODE_LENGTH, GROUP))
