"""A figure: a number that exists once, with its unit, period and source."""

from decimal import Decimal
from typing import Self

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from content.bilingual import LANGUAGES, Bilingual, UrduCharField, UrduTextField
from content.search.shelves import Shelf
from programs.rows import Agency, CodedRow, Series, Source, Theme, Unit, both

QUALIFIERS = [
    ("over", "over"),
    ("more-than", "more than"),
    ("about", "about"),
    ("up-to", "up to"),
]
QUALIFIED = {
    "over": pgettext_lazy("amount", "over %s"),
    "more-than": pgettext_lazy("amount", "more than %s"),
    "about": pgettext_lazy("amount", "about %s"),
    "up-to": pgettext_lazy("amount", "up to %s"),
}


class FigureQuerySet(models.QuerySet["Figure"]):
    def by_theme(self) -> Self:
        return self.order_by("theme__position", "theme_id", "position", "code")


class FigureManager(models.Manager.from_queryset(FigureQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> FigureQuerySet:
        """With what is shown beside every figure, so that no list grows its queries."""
        queryset: FigureQuerySet = super().get_queryset()
        return queryset.select_related("unit", "source", "theme", "series")


class Figure(index.Indexed, ClusterableModel, CodedRow):
    """One number, never bare: value, unit, period, source. Pages refer to it and never copy it."""

    label_en = models.CharField("what it counts (English)", max_length=160)
    label_ur = UrduCharField("what it counts (Urdu)", max_length=160)
    qualifier = models.CharField(
        max_length=10, choices=QUALIFIERS, blank=True, help_text="Only if the source says so."
    )
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="figures")
    period_en = models.CharField("period (English)", max_length=160)
    period_ur = UrduCharField("period (Urdu)", max_length=160)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    as_of = models.DateField("as of", null=True, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="figures")
    note_en = models.TextField("public note (English)", blank=True, help_text=(
        "How the number stands to other sources; what it does not say."))  # fmt: skip
    note_ur = UrduTextField("public note (Urdu)", blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="figures")
    agencies = ParentalManyToManyField(Agency, blank=True, related_name="figures")
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="figures"
    )
    series_order = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller comes first.")
    updated = models.DateTimeField(auto_now=True)

    label = Bilingual()
    period = Bilingual()
    note = Bilingual()
    objects = FigureManager()

    panels = [
        FieldPanel("code"),
        both("label"),
        FieldRowPanel([FieldPanel("qualifier"), FieldPanel("value"), FieldPanel("unit")]),
        MultiFieldPanel(
            [both("period"), FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
             FieldPanel("as_of")],
            heading="Period",
        ),
        FieldPanel("source"),
        both("note"),
        FieldPanel("theme"),
        FieldPanel("agencies"),
        FieldRowPanel([FieldPanel("series"), FieldPanel("series_order"), FieldPanel("position")]),
    ]  # fmt: skip
    search_fields = [
        index.SearchField("label_en", boost=2),
        index.SearchField("label_ur", boost=2),
        index.SearchField("period_en"),
        index.SearchField("period_ur"),
        index.SearchField("note_en"),
        index.SearchField("note_ur"),
        index.AutocompleteField("label_en"),
        index.FilterField("theme_id"),
    ]

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return f"{self.label_en}: {self.amount_in('en')}"

    def search_shelves(self) -> list[Shelf]:
        return [Shelf("figure", language) for language in LANGUAGES]

    @property
    def amount(self) -> str:
        """The value with its unit in the active language: `$3.223 billion`, `16,557`."""
        return self.amount_in((get_language() or "en")[:2])

    def amount_in(self, language: str) -> str:
        """The value with its unit, grouped by thousands, in `en` or `ur`."""
        urdu = language == "ur"
        value = self.value * self.unit.factor_ur if urdu else self.value
        template = self.unit.template_ur if urdu else self.unit.template_en
        return template.replace("{value}", grouped(value))

    @property
    def stated(self) -> str:
        """The amount as the source states it: `over 6,400`, `more than 2,700`."""
        return qualified(self.qualifier, self.amount)


def grouped(value: Decimal) -> str:
    """Digits with thousands separators and no trailing zeros: `3.223`, `16,557`.

    The same in both languages: Pakistani Urdu writes ASCII digits (CLDR ur-PK: `latn`).
    """
    return f"{value.normalize():,f}"


def qualified(qualifier: str, amount: str) -> str:
    """The amount with its qualifier in the active language."""
    return str(QUALIFIED[qualifier]) % amount if qualifier else amount
