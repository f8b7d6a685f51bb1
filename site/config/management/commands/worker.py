"""The worker: ticks what falls due. Stops between two jobs when told to."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from config import scheduler


class Command(BaseCommand):
    help = "Runs scheduled jobs (publishing, due dates, removal of expired drafts) until stopped."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="run every job once, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        scheduler.run(stop, once=options["once"])
