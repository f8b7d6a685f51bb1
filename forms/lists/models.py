"""What can be chosen in the forms of more than one service: rows that staff edit in both languages,
kept by code. The first three began as lists of internships and keep their tables."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from forms.lists.offer import OfferedRow, RegionalRow
from programs.rows import NamedRow, Region, both

__all__ = ["City", "District", "Platform", "Skill", "SkillGroup"]


class City(RegionalRow):
    """A city in which work may be wanted, or somebody lives."""

    class Meta(RegionalRow.Meta):
        db_table = "internships_city"
        verbose_name_plural = "cities"


class District(OfferedRow):
    """A district of a region. Their number is not stable: new ones are made, old ones joined."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")

    panels = RegionalRow.panels

    class Meta(OfferedRow.Meta):
        ordering = ["region__position", "position", "name_en"]


class SkillGroup(NamedRow):
    """One of the six groups of the Online Labour Index."""

    class Meta(NamedRow.Meta):
        db_table = "internships_skillgroup"


class Skill(OfferedRow):
    group = models.ForeignKey(SkillGroup, on_delete=models.PROTECT, related_name="skills")

    panels = [FieldPanel("code"), both("name"), FieldPanel("group"), *OfferedRow.panels[2:]]

    class Meta(OfferedRow.Meta):
        db_table = "internships_skill"
        ordering = ["group__position", "position", "name_en"]


class Platform(OfferedRow):
    """Where freelancers find work: a market on the web, or clients of their own."""
