"""An Atom feed of announcements in each language (RFC 4287)."""

import re
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.translations import locale_id
from news.models import AnnouncementIndexPage, AnnouncementPage

LATEST = 20
# XML 1.0 has no place for these; they come with text pasted from word processors.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@require_safe
def announcement_feed(request: HttpRequest) -> HttpResponse:
    """The latest announcements in the address's language; 404 where they are not published."""
    index = AnnouncementIndexPage.objects.live().filter(locale_id=locale_id()).first()
    if index is None:
        raise Http404("no announcements in this language")
    feed = feed_of(index, request)
    for page in AnnouncementPage.latest(index.locale_id)[:LATEST]:
        feed.add_item(**entry(page, request))
    return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)


def feed_of(index: AnnouncementIndexPage, request: HttpRequest) -> Atom1Feed:
    site_name = plain(index.get_parent().title)
    return Atom1Feed(
        title=f"{site_name}: {plain(index.title)}",
        subtitle=plain(index.description()) or None,
        description="",
        link=absolute(index.get_url(request)),
        feed_url=absolute(request.path),
        feed_guid=identity(index),
        language=get_language(),
        author_name=site_name,
    )


def entry(page: AnnouncementPage, request: HttpRequest) -> dict[str, Any]:
    """An announcement as Django's feed generator takes it; its description is HTML."""
    return {
        "title": plain(page.title),
        "description": escape(plain(told(page))),
        "link": absolute(page.get_url(request)),
        "unique_id": identity(page),
        "pubdate": start_of(page.date),
        "updateddate": page.last_published_at or start_of(page.date),
        "categories": [plain(page.kind.name)] if page.kind else [],
    }


def told(page: AnnouncementPage) -> str:
    """The summary, and a correction where there is one: who has read the mistake hears of it."""
    if page.correction_date is None:
        return str(page.summary)
    day = date_format(page.correction_date)
    correction = _("Correction, %(date)s: %(text)s") % {"date": day, "text": page.correction}
    return f"{page.summary} {correction}"


def identity(page: Any) -> str:
    """The same for as long as the page exists, whatever its address; one in each language."""
    return uuid5(page.translation_key, get_language() or settings.LANGUAGE_CODE).urn


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)


def plain(text: str) -> str:
    return _CONTROL.sub("", text)


def absolute(path: str) -> str:
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/") + path
