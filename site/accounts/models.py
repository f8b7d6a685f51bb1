from django.contrib.auth.models import AbstractUser
from django.db import models

from accounts.second_factor.models import AuthenticatorApp, RecoveryCode, RecoveryCodes

__all__ = ["AuthenticatorApp", "RecoveryCode", "RecoveryCodes", "User"]


class User(AbstractUser):
    """A member of staff. Visitors have no accounts."""

    class Meta(AbstractUser.Meta):
        # A right that is a duty: whoever has it through a group opens nothing without the second
        # factor. It stays with the group when that is renamed, and costs no query of its own.
        permissions = [("need_second_factor", "Needs a second factor to sign in")]

    must_change_password = models.BooleanField(
        default=False,
        help_text="Asks for a new password at the next sign-in, before anything else.",
    )

    def set_password(self, raw_password: str | None) -> None:
        """A new password counts as the person's own; who gives one away says so afterwards."""
        super().set_password(raw_password)
        self.must_change_password = False
