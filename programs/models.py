"""Programmes, and the pages that list them and their figures."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content import stamp
from content.blocks.text import RICH_TEXT_FEATURES
from content.fields import BodyField
from content.filters import Filter, shown
from content.models import BasePage
from content.paging import page_of, query_without_page
from content.translations import in_active_language
from programs.blocks import BODY_BLOCKS
from programs.charts import Chart
from programs.figures import Figure
from programs.rows import Agency, Region, Series, Source, Theme, Unit

__all__ = ["Agency", "Figure", "Region", "Series", "Source", "Theme", "Unit"]

PAGE_SIZE = 20


class Status(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("status", "Planned")
    IN_PROGRESS = "in-progress", pgettext_lazy("status", "In progress")
    COMPLETED = "completed", pgettext_lazy("status", "Completed")


class ProgrammeIndexPage(BasePage):
    """All programmes, filtered by agency, status and theme."""

    body = BodyField(BODY_BLOCKS, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["programs.ProgrammePage"]
    max_count_per_parent = 1
    schema_type = "CollectionPage"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        filters = self.filters()
        programmes = self.programmes({one.name: one.selected(request) for one in filters})
        context["filters"] = shown(request, filters, _("All"))
        context["filtered"] = any(one["selected"] for one in context["filters"])
        context["pager"] = page_of(request, programmes, PAGE_SIZE)
        context["pager_query"] = query_without_page(request)
        return context

    def programmes(self, chosen: dict[str, str]) -> models.QuerySet["ProgrammePage"]:
        """Live programmes below this page that fit the chosen codes, by title."""
        fields = {"agency": "agencies__code", "theme": "theme__code", "status": "status"}
        fitting = {fields[name]: code for name, code in chosen.items() if code}
        return (
            ProgrammePage.objects.child_of(self)
            .live()
            .filter(**fitting)
            .select_related("theme")
            .prefetch_related("agencies")
            .defer_streamfields()
            .order_by("title")
        )

    @staticmethod
    def filters() -> list[Filter]:
        """Only agencies and themes that have a programme."""
        agencies = stamp.remembered(
            "programs.agencies",
            lambda: list(Agency.objects.filter(programmes__live=True).distinct()),
        )
        themes = stamp.remembered(
            "programs.themes",
            lambda: list(Theme.objects.filter(programmes__live=True).distinct()),
        )
        return [
            Filter("status", _("Status"), [(code, str(label)) for code, label in Status.choices]),
            Filter("theme", _("Theme"), [(theme.code, theme.name) for theme in themes]),
            Filter("agency", _("Agency"), [(agency.code, agency.label) for agency in agencies]),
        ]


class ProgrammePage(BasePage):
    """What a programme promises, costs and delivers."""

    status = models.CharField(max_length=12, choices=Status.choices)
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="programmes"
    )
    agencies = ParentalManyToManyField(Agency, blank=True, related_name="programmes")
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    fiscal_years = models.CharField(max_length=120, blank=True, help_text="In words.")
    allocated = models.ForeignKey(
        Figure, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="Money allocated, as a figure with its source.",
    )  # fmt: skip
    spent = models.ForeignKey(
        Figure, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="Money spent, as a figure with its source.",
    )  # fmt: skip
    body = BodyField(BODY_BLOCKS, blank=True)
    eligibility = RichTextField("who may apply and how", blank=True, features=RICH_TEXT_FEATURES)
    contact = models.CharField(max_length=250, blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("status"), FieldPanel("theme")]),
                FieldPanel("agencies"),
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")]),
                FieldPanel("fiscal_years"),
                FieldRowPanel([FieldPanel("allocated"), FieldPanel("spent")]),
            ],
            heading="Facts",
        ),
        InlinePanel("programme_figures", label="Figure", heading="Figures"),
        FieldPanel("body"),
        FieldPanel("eligibility"),
        FieldPanel("contact"),
        InlinePanel("related_programmes", label="Programme", heading="Related programmes"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("eligibility"),
        index.FilterField("status"),
    ]
    parent_page_types = ["programs.ProgrammeIndexPage"]
    subpage_types: list[str] = []
    schema_type = "Service"
    # wagtail-localize leaves many-to-many fields alone unless told.
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("agencies", overridable=False),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["figures"] = self.figures()
        context["related"] = self.related()
        return context

    def figures(self) -> list[Figure]:
        rows = self.programme_figures.all()
        found = Figure.objects.in_bulk([row.figure_id for row in rows])
        return [found[row.figure_id] for row in rows if row.figure_id in found]

    def related(self) -> list[Any]:
        """Related programmes in this page's language."""
        rows = self.related_programmes.select_related("programme")
        return in_active_language(row.programme for row in rows)

    @property
    def spent_share(self) -> float | None:
        """Money spent as a share of money allocated (0 to 1), if both are known in one unit."""
        if not (self.spent and self.allocated) or self.spent.unit_id != self.allocated.unit_id:
            return None
        return float(self.spent.value / self.allocated.value) if self.allocated.value else None

    def structured_data(self) -> dict[str, Any]:
        data = super().structured_data()
        agencies = [{"@type": "GovernmentOrganization", "name": one.name}
                    for one in self.agencies.all()]  # fmt: skip
        return data | ({"provider": agencies} if agencies else {})


class ProgrammeFigure(Orderable):
    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="programme_figures")
    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="programme_uses")

    panels = [FieldPanel("figure")]


class RelatedProgramme(Orderable):
    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="related_programmes")
    programme = models.ForeignKey(ProgrammePage, on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("programme")]


class FigureIndexPage(RoutablePageMixin, BasePage):
    """Every figure by theme, and a page for each."""

    body = BodyField(BODY_BLOCKS, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    schema_type = "DataCatalog"

    @path("")
    def list_figures(self, request: HttpRequest) -> HttpResponse:
        choice = Filter("theme", _("Theme"), self.theme_options())
        theme = choice.selected(request)
        figures = Figure.objects.by_theme().filter(**({"theme__code": theme} if theme else {}))
        return self.render(
            request,
            context_overrides={
                "filters": shown(request, [choice], _("All")),
                "pager": page_of(request, figures, PAGE_SIZE * 2),
                "pager_query": query_without_page(request),
            },
        )

    @path("<slug:code>/", name="figure")
    def show_figure(self, request: HttpRequest, code: str) -> HttpResponse:
        figure = Figure.objects.filter(code=code).first()
        if figure is None:
            raise Http404("no such figure")
        series = self.series_of(figure)
        return self.render(
            request,
            context_overrides={
                "figure": figure,
                "agencies": figure.agencies.all(),
                "series": series,
                "chart": Chart.of_figures(series) if len(series) > 1 else None,
                "programmes": self.programmes_with(figure),
                "breadcrumbs": [
                    *self.breadcrumbs(),
                    {"title": self.title, "url": self.get_url(request)},
                ],
            },
            template="programs/figure_page.html",
        )

    @staticmethod
    def theme_options() -> list[tuple[str, str]]:
        themes = stamp.remembered(
            "figures.themes", lambda: list(Theme.objects.filter(figures__isnull=False).distinct())
        )
        return [(theme.code, theme.name) for theme in themes]

    @staticmethod
    def series_of(figure: Figure) -> list[Figure]:
        """All points of the figure's series, in their order; empty without a series."""
        if figure.series_id is None:
            return []
        return list(
            Figure.objects.filter(series_id=figure.series_id, unit_id=figure.unit_id).order_by(
                "series_order", "period_start"
            )
        )

    def programmes_with(self, figure: Figure) -> Any:
        """Live programmes in this language whose facts include the figure."""
        return (
            ProgrammePage.objects.live()
            .filter(locale_id=self.locale_id, programme_figures__figure=figure)
            .defer_streamfields()
            .distinct()
            .order_by("title")
        )
