"""Rows that stand in forms, and the choices that a form makes of them."""

from collections.abc import Callable
from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel

from content import stamp
from forms.engine.fields import Options
from forms.engine.questions import OTHER
from programs.rows import NamedRow, Region, both


class OfferedRow(NamedRow):
    """A row that can be taken out of the offer and stays with the cases that chose it."""

    offered = models.BooleanField(default=True, help_text="Stands in the form.")

    panels = [*NamedRow.panels, FieldPanel("offered")]

    class Meta(NamedRow.Meta):
        abstract = True


class RegionalRow(OfferedRow):
    """A row that lies in a region."""

    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("code"), both("name"), FieldPanel("region"), *OfferedRow.panels[2:]]

    class Meta(OfferedRow.Meta):
        abstract = True


def kept_rows(model: type[models.Model]) -> list[Any]:
    """The offered rows of a list with what they point to, kept in the process until content
    changes."""

    def rows() -> list[Any]:
        found = model._default_manager.filter(offered=True).exclude(code=OTHER)
        related = [field.name for field in model._meta.fields if field.is_relation]
        return list(found.select_related(*related) if related else found)

    return stamp.remembered(f"offered.{model._meta.label_lower}", rows)


def offered(model: type[models.Model], group: str = "") -> Callable[[], Options]:
    """A function that gives the choices of a list in the visitor's language. With `group`, the
    field whose name heads each part."""

    def choices() -> Options:
        kept = kept_rows(model)
        return grouped(kept, group) if group else [(row.code, row.name) for row in kept]

    return choices


def grouped(rows: list[Any], group: str) -> Options:
    """Rows under their groups, groups in their order."""
    parts: dict[Any, list[tuple[str, str]]] = {}
    for row in rows:
        parts.setdefault(getattr(row, group), []).append((row.code, row.name))
    ordered = sorted(parts.items(), key=lambda part: part[0].position if part[0] else 0)
    return [(head.name if head else "", options) for head, options in ordered]
