from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from forms.casework.models import Case
from forms.engine.models import Draft
from home import emptying


class Command(BaseCommand):
    help = (
        "Empties the site for real use: removes demonstration pages, figures, images, menus and "
        "everything submitted. Keeps staff, roles, regions, the lists of the forms, both home "
        "pages and the section pages, whose texts are emptied."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["yes"]:
            self._ask()
        with transaction.atomic():
            removed = {
                "cases": Case.objects.count(),
                "drafts": Draft.objects.all().delete()[0],
                **emptying.empty_site(),
            }
        for name, number in removed.items():
            self.stdout.write(f"{number} {name} removed")
        self.stdout.write(
            "Set DEMONSTRATION=false, then fill in the home page, the menus and the site texts."
        )

    def _ask(self) -> None:
        answer = input("Everything shown and submitted will be removed. Type “empty” to go on: ")
        if answer.strip() != "empty":
            raise CommandError("Nothing was removed.")
