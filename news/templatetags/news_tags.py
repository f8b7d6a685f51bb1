"""Announcements on the pages of other rooms, which may not import this one."""

from typing import Any

from django import template

from news.models import AnnouncementPage

register = template.Library()

MOST = 10


@register.simple_tag
def announcements_about(programme: Any) -> list[AnnouncementPage]:
    """The newest announcements about a programme, in the language of its page."""
    return list(AnnouncementPage.about(programme)[:MOST])
