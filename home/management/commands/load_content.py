from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from content import stamp
from content.search.indexing import RULES
from home.loading import files
from home.loading.form_lists import load_lists
from home.loading.indexes import written_afterwards
from home.loading.pages import PageLoader
from home.loading.record import remember
from home.loading.rows import ROW_FILES, load_images, load_rows, load_shell
from home.models import LoadedContent

KEPT = (
    "The page “{path}” is now of another type, but staff have changed it: it stays as it is. "
    "To replace it, give it another address and add a new page with this one."
)


class Command(BaseCommand):
    help = (
        "Builds the site's content in both languages from home/demonstration/. Can be run again: "
        "never overwrites what staff changed, never brings back what they deleted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--quick", action="store_true", help="do nothing if the files are as at the last run"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        everything = files.digest([files.digest_of_all(), RULES])
        if options["quick"] and self._is_loaded(everything):
            return
        with transaction.atomic(), written_afterwards(), stamp.one_change():
            rows = sum(load_rows(name, model) for name, model in ROW_FILES)
            rows += load_images() + load_lists()
            loader = PageLoader()
            pages = loader.load()
            rows += load_shell(loader.find)
            remember("everything", everything, "")
        self.stdout.write(f"Content: {pages} pages and {rows} rows written.")
        for path in loader.of_another_type():
            self.stdout.write(KEPT.format(path=path))

    @staticmethod
    def _is_loaded(digest: str) -> bool:
        return LoadedContent.objects.filter(key="everything", file_digest=digest).exists()
