"""Run inside a loaded site: answers requests in this process, without the page cache, and says how
long each took and what it asked the database.

    python scripts/benchmarks/inside_loaded.py sections   # make the sections that there are not

Without an argument it reads tasks, one JSON object a line, and prints one line for each.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Max  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402

from config.sitemaps import SECTION_SIZE  # noqa: E402
from content import stamp  # noqa: E402
from home.models import HomePage  # noqa: E402
from news.models import (  # noqa: E402
    PAGE_SIZE,
    AnnouncementIndexPage,
    AnnouncementPage,
    Category,
)
from programs.models import ProgrammeIndexPage  # noqa: E402

client = Client(SERVER_NAME="127.0.0.1")


def make_sections() -> None:
    """The lists in both languages, where no content was loaded: they are translations. And a kind
    of announcement, without which none can be published.
    """
    Category.objects.get_or_create(
        code="results", defaults={"name_en": "Results", "name_ur": "نتائج"}
    )
    for model, slug in ((AnnouncementIndexPage, "news"), (ProgrammeIndexPage, "programs")):
        for home in HomePage.objects.order_by("pk"):
            if model.objects.filter(locale=home.locale).exists():
                continue
            page = model(title=slug, slug=slug, locale=home.locale)
            if other := model.objects.first():
                page.translation_key = other.translation_key
            home.add_child(instance=page)


def addresses(_: dict[str, Any]) -> dict[str, str]:
    """What is measured in this site, by name."""
    english = Locale.objects.get(language_code="en").pk
    listed = AnnouncementPage.listed(english)
    last_page = -(-listed.count() // PAGE_SIZE)
    year = next(AnnouncementPage.years(english))
    of_year = listed.filter(date__year=year).exclude(category=None)
    category = of_year.values_list("category__code", flat=True).first()
    section = Page.objects.aggregate(last=Max("pk"))["last"] // SECTION_SIZE  # the last full one
    index = AnnouncementIndexPage.objects.get(locale=english)
    user = get_user_model().objects.filter(username="bench").first()
    client.force_login(
        user or get_user_model().objects.create_superuser("bench", "bench@example.org")
    )
    return {
        "announcement": f"/en/news/{listed.order_by('pk').last().slug}/",
        "announcement in Urdu": f"/ur/news/{listed.order_by('pk').last().slug}/",
        "list of announcements": "/en/news/",
        "its last page": f"/en/news/?page={last_page}",
        "a year of it": f"/en/news/?year={year}",
        "a kind in a year": f"/en/news/?year={year}"
        + (f"&category={category}" if category else ""),
        "list of programmes": "/en/programs/",
        "home page": "/en/",
        "feed": "/en/news/feed.atom",
        "index of the sitemap": "/sitemap.xml",
        "first section of the sitemap": "/sitemap-pages-1.xml",
        "last full section of the sitemap": f"/sitemap-pages-{max(section, 1)}.xml",
        "page of the explorer": f"/admin/pages/{index.pk}/",
    }


def get(task: dict[str, Any]) -> dict[str, Any]:
    """Seconds for each of `times` requests. `cold` forgets what the process has kept of content."""
    seconds = []
    for _ in range(task.get("times", 1)):
        if task.get("cold"):
            stamp.forget()
        begun = time.perf_counter()
        answer = client.get(task["path"], task.get("query"))
        body = b"".join(answer) if answer.streaming else answer.content
        seconds.append(time.perf_counter() - begun)
        if answer.status_code != 200 or not body:
            raise SystemExit(f"{task['path']} answered {answer.status_code}")
    return {"seconds": seconds}


def queries(task: dict[str, Any]) -> int:
    """How many queries the request takes when the process has answered it before."""
    get(task)
    stamp.current()
    with CaptureQueriesContext(connection) as captured:
        get(task)
    # The stamp is read again whenever a tenth of a second has passed.
    return sum("content_contentstamp" not in one["sql"] for one in captured.captured_queries)


def publish(task: dict[str, Any]) -> dict[str, Any]:
    """Seconds to publish a changed announcement; each is taken back."""
    seconds = []
    newest = AnnouncementPage.objects.filter(listed_in__isnull=False).order_by("pk").last().pk
    for _ in range(task.get("times", 1)):
        with transaction.atomic():
            page = AnnouncementPage.objects.get(pk=newest)
            begun = time.perf_counter()
            page.title += "."
            page.save_revision().publish()
            seconds.append(time.perf_counter() - begun)
            transaction.set_rollback(True)
    return {"seconds": seconds}


TASKS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "addresses": addresses, "get": get, "queries": queries, "publish": publish,
}  # fmt: skip

if __name__ == "__main__":
    if sys.argv[1:] == ["sections"]:
        make_sections()
    else:
        for line in sys.stdin:
            task = json.loads(line)
            print(json.dumps(TASKS[task["task"]](task)), flush=True)
