"""What can be chosen in the form: rows that staff edit in both languages, kept by code."""

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


class University(RegionalRow):
    """A university or degree-awarding institute."""

    class Meta(RegionalRow.Meta):
        verbose_name_plural = "universities"


class City(RegionalRow):
    """A city in which work may be wanted."""

    class Meta(RegionalRow.Meta):
        verbose_name_plural = "cities"


class Degree(OfferedRow):
    """A degree in computing."""


class InternshipField(OfferedRow):
    """A field of work."""

    class Meta(OfferedRow.Meta):
        verbose_name = "internship field"


class SkillGroup(NamedRow):
    """One of the six groups of the Online Labour Index."""


class Skill(OfferedRow):
    group = models.ForeignKey(SkillGroup, on_delete=models.PROTECT, related_name="skills")

    panels = [FieldPanel("code"), both("name"), FieldPanel("group"), *OfferedRow.panels[2:]]

    class Meta(OfferedRow.Meta):
        ordering = ["group__position", "position", "name_en"]


def offered(model: type[models.Model], group: str = "") -> Callable[[], Options]:
    """A function that gives the choices of a list in the visitor's language, kept in the process
    until content changes. With `group`, the field whose name heads each part."""

    def rows() -> list[Any]:
        found = model._default_manager.filter(offered=True).exclude(code=OTHER)
        return list(found.select_related(group) if group else found)

    def choices() -> Options:
        kept = stamp.remembered(f"internships.{model.__name__}", rows)
        return grouped(kept, group) if group else [(row.code, row.name) for row in kept]

    return choices


def grouped(rows: list[Any], group: str) -> Options:
    """Rows under their groups, groups in the order in which they first come."""
    parts: dict[Any, list[tuple[str, str]]] = {}
    for row in rows:
        parts.setdefault(getattr(row, group), []).append((row.code, row.name))
    ordered = sorted(parts.items(), key=lambda part: part[0].position if part[0] else 0)
    return [(head.name if head else "", options) for head, options in ordered]
