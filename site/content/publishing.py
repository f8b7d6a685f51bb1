"""Scheduled publishing on time: the worker asks each second, works only when a date has come."""

from datetime import datetime

from django.core.management import call_command
from django.db.models import Min
from django.utils import timezone
from wagtail.models import Page, Revision

from content import stamp


def publish_due() -> bool:
    """Publish and take away what is due; whether there was anything. Only pages have dates here."""
    now = timezone.now()
    ends = stamp.remembered("publishing.next_end", next_end)
    begins = Revision.objects.filter(approved_go_live_at__lte=now)  # by its index
    if not begins.exists() and (ends is None or now < ends):
        return False
    call_command("publish_scheduled")
    return True


def next_end() -> datetime | None:
    """When the next page is to be taken away. Whoever changes such a date saves the page, and with
    that advances the stamp; there is no index of these dates."""
    moment: datetime | None = Page.objects.filter(live=True).aggregate(at=Min("expire_at"))["at"]
    return moment
