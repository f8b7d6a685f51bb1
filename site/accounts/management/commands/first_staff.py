"""`manage.py first_staff`: the first sign-in of a new local site."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User

USERNAME = "admin"


class Command(BaseCommand):
    help = (
        "Makes the superuser `admin` with a generated password, which must be changed at the first "
        "sign-in, and prints it once. Does nothing when there are users. Never in production."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if str(settings.SETTINGS_MODULE).endswith(".production"):
            raise CommandError("In production, use `manage.py createsuperuser`.")
        if User.objects.exists():
            return
        password = secrets.token_urlsafe(12)
        user = User(username=USERNAME, is_staff=True, is_superuser=True)
        user.set_password(password)
        user.must_change_password = True
        user.save()
        self.stdout.write(f"First staff sign-in: {USERNAME}  {password}")
