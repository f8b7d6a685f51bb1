"""Everything between an installed checkout and a running site."""

import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config import prepared
from config.catalogues import compile_catalogues
from config.environment import ROOT
from config.styles import build_styles


class Command(BaseCommand):
    help = "Prepares the site (translations, styles, database, content, files) and starts it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--prepare-only", action="store_true", help="do not start the servers")

    def handle(self, *args: Any, **options: Any) -> None:
        compile_catalogues(ROOT)
        build_styles(ROOT)
        self.migrate()
        call_command("load_content", quick=True, stdout=self.stdout)
        self.collect_static()
        call_command("first_staff", stdout=self.stdout)
        with prepared.once("everything", prepared.everything()):
            connection.close()
        if not options["prepare_only"]:
            self.stdout.flush()
            os.environ["DJANGO_SETTINGS_MODULE"] = settings.SETTINGS_MODULE
            prepared.start_servers()

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False)

    def collect_static(self) -> None:
        """Skipped when neither our files nor the installed packages changed."""
        with prepared.once("static", prepared.digest_of(prepared.STATIC)) as needed:
            if needed:
                self.stdout.write("Collecting files …")
                call_command("collectstatic", verbosity=0, interactive=False, clear=False)
