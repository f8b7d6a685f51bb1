from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A member of staff. Visitors have no accounts."""

    must_change_password = models.BooleanField(
        default=False,
        help_text="Asks for a new password at the next sign-in, before anything else.",
    )

    def set_password(self, raw_password: str | None) -> None:
        """A new password counts as the person's own; who gives one away says so afterwards."""
        super().set_password(raw_password)
        self.must_change_password = False
