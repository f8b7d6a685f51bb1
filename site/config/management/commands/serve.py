"""Everything between an installed checkout and a running site; quick when nothing changed."""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config import prepared
from config.catalogues import compile_catalogues
from config.environment import ROOT, environment
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
        if not options["prepare_only"]:
            self.start()

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False)

    def collect_static(self) -> None:
        """Skipped when neither our files nor the installed packages changed."""
        with prepared.once("static", prepared.static_digest()) as needed:
            if needed:
                self.stdout.write("Collecting files …")
                call_command("collectstatic", verbosity=0, interactive=False, clear=False)

    def start(self) -> None:
        host = os.environ.get("HOST", "127.0.0.1")
        self.stdout.write(f"The site is at http://{host}:{environment.port}/ (stop: Ctrl+C)")
        self.stdout.write(f"Staff sign in at http://{host}:{environment.port}/admin/")
        self.stdout.flush()
        connection.close()
        module = os.environ.get("DJANGO_SETTINGS_MODULE", settings.SETTINGS_MODULE)
        values = os.environ | {
            # Procfile names programs of the virtual environment.
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
            "PYTHONPATH": str(ROOT / "site"),
            "PORT": str(environment.port),
            "DJANGO_SETTINGS_MODULE": module,
        }
        os.chdir(ROOT)
        command = [sys.executable, "-m", "honcho", "--no-prefix", "start"]
        os.execve(sys.executable, command, values)  # noqa: S606 — the process manager takes over
