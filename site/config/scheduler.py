"""Named jobs and how often they run. Every job may run twice, or late, without harm."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from django.core.management import call_command
from django.db import close_old_connections

from content import publishing, renditions, stamp, statistics
from forms.casework import jobs as casework_jobs
from forms.casework import retention
from forms.engine import reminding
from forms.engine.models import Limit
from forms.engine.uploads import sweeping
from forms.outbox.retention import remove_old
from forms.outbox.sending import send_due

log = structlog.get_logger("scheduler")


@dataclass
class Job:
    """`every` is in seconds; `next_at` on the monotonic clock."""

    name: str
    every: int
    work: Callable[[], object]
    next_at: float = field(default=0.0)

    def run(self) -> None:
        """A failing job is logged and tried again at its next time; the others go on."""
        close_old_connections()
        try:
            self.work()
        except Exception:
            log.exception("job failed", job=self.name)
        self.next_at = time.monotonic() + self.every


def jobs() -> list[Job]:
    return [
        Job("send mail", 1, send_due),
        Job("publish and expire pages", 1, publishing.publish_due),
        Job("forget old changes of content", 3600, stamp.prune),
        Job("look at the tables", 3600, statistics.gather_unless_the_database_does),
        Job("make pictures that are missing", 30, renditions.make_missing),
        Job("remove what was kept long enough", 3600, retention.run),
        Job("remind of drafts that end", 600, reminding.remind),
        Job("remove files that nobody owns", 3600, sweeping.sweep),
        Job("remove counters that hold nothing back", 600, remove_spent_limits),
        *(Job(*one) for one in casework_jobs.JOBS),
        Job("clear staff sessions", 86400, clear_sessions),
        Job("forget old mail", 86400, remove_old),
    ]


def remove_spent_limits() -> None:
    Limit.objects.spent().delete()


def clear_sessions() -> None:
    call_command("clearsessions")


def run(stop: threading.Event, once: bool = False) -> None:
    """Run jobs as they fall due, until `stop` is set."""
    table = jobs()
    while not stop.is_set():
        for job in table:
            if not stop.is_set() and time.monotonic() >= job.next_at:
                job.run()
        if once:
            return
        stop.wait(1)
