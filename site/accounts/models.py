from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A member of staff. Visitors have no accounts."""

    must_change_password = models.BooleanField(
        default=False,
        help_text="Asks for a new password at the next sign-in, before anything else.",
    )
