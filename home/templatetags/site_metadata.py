"""The metadata of a page's head: addresses, languages, Open Graph, JSON-LD, feed."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from home.models import HomePage
from home.structured_data import (
    OPEN_GRAPH_LOCALES,
    as_json_ld,
    default_image,
    figure_description,
    graph,
    sharing_image,
)
from news.models import AnnouncementIndexPage

register = template.Library()

FEED_ON = (HomePage, AnnouncementIndexPage)


@register.inclusion_tag("components/metadata.html", takes_context=True)
def page_metadata(context: Context, page: Any = None) -> dict[str, Any]:
    """What the head says of `page`; without one (a search, say) its addresses alone."""
    shell, figure = context["shell"], context.get("figure")
    image = sharing_image(page)
    return {
        "shell": shell,
        "title": figure.label if figure else context.get("page_name") or shell.site_name,
        "description": figure_description(figure) if figure else context.get("description", ""),
        "kind": "article" if getattr(page, "schema_type", "") == "NewsArticle" else "website",
        "locale": OPEN_GRAPH_LOCALES[shell.language],
        "other_locales": other_locales(shell),
        "image": image or default_image(shell),
        "feed": feed(page),
        "json_ld": json_ld(context, page, image) if page else "",
    }


def other_locales(shell: Any) -> list[str]:
    others = {link["hreflang"] for link in shell.alternates} - {shell.language, "x-default"}
    return [OPEN_GRAPH_LOCALES[code] for code in sorted(others)]


def feed(page: Any) -> dict[str, str] | None:
    if not isinstance(page, FEED_ON):
        return None
    return {"url": reverse("news_feed"), "title": _("Announcements")}


def json_ld(context: Context, page: Any, image: dict[str, Any] | None) -> str:
    crumbs = context.get("breadcrumbs") or []
    return as_json_ld(graph(page, context["shell"], crumbs, context.get("figure"), image))
