from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.bulk import load

MOST = 1_000_000


class Command(BaseCommand):
    help = (
        "Makes so many pages, in both languages together, to measure how the site bears them. "
        "Asked again it makes or removes what differs. Never touches a page of the staff."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        wanted = parser.add_mutually_exclusive_group(required=True)
        wanted.add_argument("--pages", type=int, help="how many there shall be; an even number")
        wanted.add_argument("--remove", action="store_true", help="take all of them out again")
        parser.add_argument("--force", action="store_true", help="on a real site too")

    def handle(self, *args: Any, **options: Any) -> None:
        pages = 0 if options["remove"] else options["pages"]
        if not 0 <= pages <= MOST or pages % 2:
            raise CommandError(f"Ask for an even number of pages, at most {MOST:,}.")
        if pages and not (settings.DEMONSTRATION or options["force"]):
            raise CommandError("This is a real site: invented pages would be read. (--force)")
        told = self.stdout.write if options["verbosity"] > 1 else lambda _: None
        made, removed = load.set_to(pages, told)
        self.stdout.write(f"{made} pages made, {removed} removed; there are {pages} now.")
