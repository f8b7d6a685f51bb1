"""`manage.py reset_second_factor NAME`: the way back in when no administrator can help."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.second_factor.devices import reset


class Command(BaseCommand):
    help = (
        "Forgets somebody's app and recovery codes; they set up a new app at the next sign-in. For "
        "the last superuser who lost both: everybody else is reset in the staff's side. Recorded "
        "in the log, without a name for who did it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(username=options["username"]).first()
        if person is None:
            raise CommandError("Nobody signs in with this name.")
        done = reset(person, by=None)
        self.stdout.write("The second factor is reset." if done else "There was none to reset.")
