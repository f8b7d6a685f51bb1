"""The metadata of a page's head: addresses, languages, Open Graph, JSON-LD, feed."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from home.models import HomePage
from home.structured_data import (
    OPEN_GRAPH_LOCALES,
    as_json_ld,
    default_image,
    graph,
    page_name,
    sharing_image,
)
from news.models import AnnouncementIndexPage

register = template.Library()

FEED_ON = (HomePage, AnnouncementIndexPage)


@register.inclusion_tag("components/metadata.html", takes_context=True)
def page_metadata(context: Context, page: Any = None) -> dict[str, Any]:
    """What the head says of `page`; without one (a search, say) its addresses alone."""
    shell = context["shell"]
    saved = getattr(page, "pk", None) is not None
    return {
        "shell": shell,
        "title": context.get("page_name") or shell.site_name,
        "description": context.get("description", ""),
        "kind": "article" if page and page.schema_type == "NewsArticle" else "website",
        "locale": OPEN_GRAPH_LOCALES[shell.language],
        "other_locales": other_locales(shell),
        "image": (sharing_image(page) if page else None) or default_image(shell),
        "feed": feed(page),
        "json_ld": json_ld(context, page) if saved else "",
    }


def other_locales(shell: Any) -> list[str]:
    others = {link["hreflang"] for link in shell.alternates} - {shell.language, "x-default"}
    return [OPEN_GRAPH_LOCALES[code] for code in sorted(others)]


def feed(page: Any) -> dict[str, str] | None:
    if not isinstance(page, FEED_ON):
        return None
    return {"url": reverse("news_feed"), "title": _("Announcements")}


def json_ld(context: Context, page: Any) -> str:
    crumbs = context.get("breadcrumbs") or []
    return as_json_ld(graph(page, context["shell"], crumbs, context.get("figure")))
