"""`manage.py sync_locale ur --from en`: drafts of everything that is not translated yet."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from content.translation.offline import make_drafts


class Command(BaseCommand):
    help = (
        "Makes an unpublished translation of every page that a language lacks. Publishes nothing; "
        "may be run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("language", help="code of the language to fill, such as ur")
        parser.add_argument("--from", dest="source", default="en", help="code of the source")

    def handle(self, *args: Any, language: str, source: str, **options: Any) -> None:
        if language == source:
            raise CommandError("A language cannot be filled from itself.")
        made = 0
        for page in make_drafts(self.locale(source), self.locale(language)):
            made += 1
            self.stdout.write(f"{page.url_path}")
        self.stdout.write(f"{made} drafts made.")

    @staticmethod
    def locale(code: str) -> Locale:
        found = Locale.objects.filter(language_code=code).first()
        if found is None:
            raise CommandError(f"There is no language {code}.")
        return found
