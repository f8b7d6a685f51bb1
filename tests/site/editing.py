"""Random edits, as staff make them, inside a site's own environment.

    python tests/site/editing.py 20 4711    # for 20 seconds, with that seed

Prints a line of JSON for each edit: `kind` and `number` as pages show them (`fresh-kind-number`),
when it `began`, when what it says is true (`since`: committed, or a date that has come due), and
whether it is then `shown` (a page that is taken away is not).
"""

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.utils import timezone  # noqa: E402

from home.rows import MenuItem, NoticeBanner, SiteTexts  # noqa: E402
from news.models import AnnouncementPage  # noqa: E402
from programs.models import Figure, ProgrammePage  # noqa: E402

FIGURE, PROGRAMME, TOGGLED = "it-exports-fy24", "digiskills", "ict-internship-program"
ANNOUNCEMENT = "nineteen-projects-completed"


def page_of(model: Any, slug: str, language: str = "en") -> Any:
    return model.objects.get(slug=slug, locale__language_code=language)


def publish(page: Any, title: str) -> bool:
    page.title = title
    page.save_revision().publish()
    return True


def programme(title: str) -> bool:
    return publish(page_of(ProgrammePage, PROGRAMME), title)


def urdu(title: str) -> bool:
    return publish(page_of(AnnouncementPage, ANNOUNCEMENT, "ur"), title)


def toggled(title: str) -> bool:
    """Taken away, or back again."""
    page = page_of(ProgrammePage, TOGGLED)
    if page.live:
        page.unpublish()
        return False
    return publish(page, title)


def figure(title: str) -> bool:
    row = Figure.objects.get(code=FIGURE)
    row.label_en = title
    row.save()
    return True


def menu(title: str) -> bool:
    row = MenuItem.objects.filter(place="menu").order_by("pk").first()
    assert row is not None
    row.label_en = title
    row.save()
    return True


def texts(title: str) -> bool:
    row = SiteTexts.load()
    row.site_name_en = title
    row.save()
    return True


def notice(title: str) -> float:
    """From a moment in the near future on; returns that."""
    begins = timezone.now() + timedelta(seconds=random.uniform(0, 2))
    NoticeBanner.objects.filter(title_en="").delete()
    row = NoticeBanner.objects.filter(title_en__startswith="fresh-").first() or NoticeBanner(
        on=True
    )
    row.title_en = row.title_ur = title
    row.begins = begins
    row.save()
    return begins.timestamp()


EDITS: dict[str, Callable[[str], bool | float]] = {
    "programme": programme, "urdu": urdu, "toggled": toggled, "figure": figure, "menu": menu,
    "texts": texts, "notice": notice,
}  # fmt: skip


def edit(kind: str, number: int) -> dict[str, Any]:
    began = time.time()
    result = EDITS[kind](f"fresh-{kind}-{number}")
    since = time.time()
    if kind == "notice":
        since = max(since, float(result))
    shown = result is not False
    return {"kind": kind, "number": number, "began": began, "since": since, "shown": shown}


def main(seconds: float, seed: int) -> None:
    random.seed(seed)
    until = time.monotonic() + seconds
    number = 0
    while time.monotonic() < until:
        number += 1
        kind = random.choice(list(EDITS))
        sys.stdout.write(json.dumps(edit(kind, number)) + "\n")
        sys.stdout.flush()
        time.sleep(random.uniform(0, 0.6))


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
