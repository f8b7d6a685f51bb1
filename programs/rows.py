"""Facts that exist once, with text in each language: agencies, themes, units, sources …"""

from typing import Self

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content import stamp
from content.bilingual import Bilingual, BilingualRow, UrduCharField, UrduTextField


class CodedRow(BilingualRow):
    """A row with a permanent ASCII code, by which files and addresses name it."""

    code = models.SlugField(max_length=80, unique=True, help_text="Permanent; part of addresses.")

    class Meta:
        abstract = True


def both(name: str) -> FieldRowPanel:
    """The two languages of one text, side by side."""
    return FieldRowPanel([FieldPanel(f"{name}_en"), FieldPanel(f"{name}_ur")])


class NamedRow(CodedRow):
    """A row that is little more than its name."""

    name_en = models.CharField("name (English)", max_length=160)
    name_ur = UrduCharField("name (Urdu)", max_length=160)
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller comes first.")
    name = Bilingual()

    panels = [FieldPanel("code"), both("name"), FieldPanel("position")]

    class Meta:
        abstract = True
        ordering = ["position", "name_en"]

    def __str__(self) -> str:
        return self.name_en

    @classmethod
    def kept(cls) -> dict[int, Self]:
        """All rows by primary key, kept in the process: there are few of them."""
        return stamp.remembered(f"rows.{cls._meta.label_lower}", cls._default_manager.in_bulk)


class Agency(NamedRow):
    """A body that runs or pays for a programme."""

    short_name_en = models.CharField("short name (English)", max_length=60, blank=True)
    short_name_ur = UrduCharField("short name (Urdu)", max_length=60, blank=True)
    website = models.URLField(blank=True)
    short_name = Bilingual()

    panels = [
        FieldPanel("code"), both("name"), both("short_name"), FieldPanel("website"),
        FieldPanel("position"),
    ]  # fmt: skip

    class Meta(NamedRow.Meta):
        verbose_name_plural = "agencies"

    @property
    def label(self) -> str:
        """The short name where there is one: for lists and filters."""
        return self.short_name or self.name


class Theme(NamedRow):
    """What programmes and figures are about."""


class Region(NamedRow):
    """A province or territory, by its ISO 3166-2 code."""

    code = models.CharField(max_length=8, unique=True, help_text="ISO 3166-2, such as PK-PB.")


class Unit(CodedRow):
    """How a value is written: `${value} billion`, `{value} ارب ڈالر`.

    `factor_ur` multiplies the value for Urdu, which counts in lakh and crore: 541 million dollars
    are 54.1 crore.
    """

    template_en = models.CharField("as written in English", max_length=60)
    template_ur = UrduCharField("as written in Urdu", max_length=60)
    factor_ur = models.DecimalField(
        max_digits=12, decimal_places=6, default=1, help_text="Multiplies the value in Urdu."
    )
    template = Bilingual()

    panels = [FieldPanel("code"), both("template"), FieldPanel("factor_ur")]

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.template_en


class Source(CodedRow):
    """The document that bears out a figure or an announcement."""

    title = models.CharField(max_length=250, help_text="As published, in its own language.")
    publisher_en = models.CharField("publisher (English)", max_length=160)
    publisher_ur = UrduCharField("publisher (Urdu)", max_length=160)
    published = models.DateField(null=True, blank=True)
    published_text_en = models.CharField(
        "published (English, if not one day)", max_length=80, blank=True
    )
    published_text_ur = UrduCharField("published (Urdu, if not one day)", max_length=80, blank=True)
    link = models.URLField(blank=True)
    note_en = models.TextField("note (English)", blank=True)
    note_ur = UrduTextField("note (Urdu)", blank=True)
    publisher = Bilingual()
    published_text = Bilingual()
    note = Bilingual()

    panels = [
        FieldPanel("code"), FieldPanel("title"), both("publisher"),
        MultiFieldPanel([FieldPanel("published"), both("published_text")], heading="Published"),
        FieldPanel("link"), both("note"),
    ]  # fmt: skip

    class Meta:
        ordering = ["-published", "code"]

    def __str__(self) -> str:
        return self.title


class Series(CodedRow):
    """Figures that are points of one line or bars of one comparison."""

    title_en = models.CharField("title (English)", max_length=160)
    title_ur = UrduCharField("title (Urdu)", max_length=160)
    description_en = models.TextField("what it shows (English)")
    description_ur = UrduTextField("what it shows (Urdu)")
    title = Bilingual()
    description = Bilingual()

    panels = [FieldPanel("code"), both("title"), both("description")]

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title_en
