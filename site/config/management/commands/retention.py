"""`manage.py retention`: remove what has been kept long enough."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from forms.casework.retention import run


class Command(BaseCommand):
    help = "Remove cases and drafts whose time is over; the worker does it every hour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would go, and remove nothing"
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        outcomes = run(dry_run=dry_run)
        verb = "would be removed" if dry_run else "removed"
        for one in outcomes:
            self.stdout.write(f"{one.rule}, {one.rule.days} days: {one.removed} {verb}")
        if not outcomes:
            self.stdout.write("Nothing is over.")
