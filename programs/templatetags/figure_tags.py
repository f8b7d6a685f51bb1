"""Addresses of figures, in templates."""

from typing import Any

from django import template

from content import stamp
from content.directory import active, below_home
from programs.models import FigureIndexPage

register = template.Library()


@register.filter
def figure_url(figure: Any) -> str:
    """The page of a figure in the active language; empty while no page lists the figures."""
    path = stamp.remembered("figures.path", path_of_figures)
    return f"/{active()}/{path}{figure.code}/" if path else ""


def path_of_figures() -> str:
    paths = FigureIndexPage.objects.live().values_list("url_path", flat=True)
    return below_home(paths.first() or "")
