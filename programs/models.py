"""Programmes, and the pages that list them and their figures."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, ReferenceIndex
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content import stamp
from content.blocks.text import RICH_TEXT_FEATURES
from content.directory import Link, links_to
from content.fields import BodyField
from content.filters import Filter, shown
from content.kept import kept
from content.listing import ListedPage
from content.models import BasePage
from content.paging import Order, page_of, part_of, query_without_page
from programs.blocks import BODY_BLOCKS
from programs.charts import Chart
from programs.figures import Figure
from programs.rows import Agency, Region, Series, Source, Theme, Unit
from urdu.sorting import sort_bytes, sort_key

__all__ = ["Agency", "Figure", "Region", "Series", "Source", "Theme", "Unit"]

PAGE_SIZE = 20
BY_NAME = Order("name_order")
# What a list shows of a programme.
IN_LISTS = ("title", "url_path", "path", "depth", "locale", "translation_key", "status")


class Status(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("status", "Planned")
    IN_PROGRESS = "in-progress", pgettext_lazy("status", "In progress")
    COMPLETED = "completed", pgettext_lazy("status", "Completed")


STATUS_NAMES: dict[str, Any] = dict(Status.choices)


class ProgrammeIndexPage(BasePage):
    """All programmes, filtered by agency, status and theme."""

    body = BodyField(BODY_BLOCKS, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["programs.ProgrammePage"]
    max_count_per_parent = 1
    schema_type = "CollectionPage"
    query_parameters = frozenset({"page", "status", "theme", "agency"})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        filters = self.filters()
        fitting = self.fitting({one.name: one.selected(request) for one in filters})
        context["filters"] = shown(request, filters, _("All"))
        context["filtered"] = any(one["selected"] for one in context["filters"])
        context["pager"] = part_of(request, fitting, BY_NAME, PAGE_SIZE, live=True)
        context["pager_query"] = query_without_page(request)
        context["programmes"] = ProgrammePage.with_agencies(context["pager"].object_list)
        return context

    def fitting(self, chosen: dict[str, str]) -> models.QuerySet["ProgrammePage"]:
        """Programmes of this language that fit the chosen codes, in the alphabet's order."""
        fields = {"agency": "agencies__code", "theme": "theme__code", "status": "status"}
        filters = {fields[name]: code for name, code in chosen.items() if code}
        return ProgrammePage.listed_by_name(self.locale_id).filter(**filters)

    @staticmethod
    def filters() -> list[Filter]:
        """Only agencies and themes that have a programme."""
        agencies = stamp.remembered(
            "programs.agencies",
            lambda: list(Agency.objects.filter(listed_programme("agencies"))),
        )
        themes = stamp.remembered(
            "programs.themes",
            lambda: list(Theme.objects.filter(listed_programme("theme"))),
        )
        return [
            Filter("status", _("Status"), [(code, str(label)) for code, label in Status.choices]),
            Filter("theme", _("Theme"), [(theme.code, theme.name) for theme in themes]),
            Filter("agency", _("Agency"), [(agency.code, agency.label) for agency in agencies]),
        ]


def listed_programme(name: str) -> models.Exists:
    """Whether any programme that can be read names this row in that field."""
    naming = ProgrammePage.objects.filter(
        **{name: models.OuterRef("pk")}, listed_in__isnull=False
    )  # fmt: skip
    return models.Exists(naming)


class ProgrammePage(ListedPage):
    """What a programme promises, costs and delivers."""

    # By the Urdu alphabet: a database sorts by code points.
    name_order = models.BinaryField(default=b"", editable=False)
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
    search_kind = "programme"
    # wagtail-localize leaves many-to-many fields alone unless told.
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("agencies", overridable=False),
    ]

    class Meta:
        indexes = [
            models.Index(fields=["listed_in", "name_order", "page_ptr"], name="programme_listed")
        ]

    def set_listing(self) -> None:
        super().set_listing()
        self.name_order = sort_bytes(self.title)

    @classmethod
    def listing_fields(cls) -> dict[str, frozenset[str]]:
        return super().listing_fields() | {"name_order": frozenset({"title"})}

    @classmethod
    def listed_by_name(cls, locale_id: int) -> Any:
        """Programmes of a language in the alphabet's order, with what a list shows of them."""
        return cls.listed(locale_id).only(*IN_LISTS, "name_order", "summary")

    @classmethod
    def with_agencies(cls, programmes: list[Self]) -> list[Self]:
        """The same programmes, their agencies read at once."""
        rows = cls.agencies.through.objects.filter(programmepage__in=programmes)
        pairs = set(rows.values_list("programmepage_id", "agency_id"))
        for programme in programmes:
            programme.agency_list = [
                agency for pk, agency in Agency.kept().items() if (programme.pk, pk) in pairs
            ]
        return programmes

    @classmethod
    def chosen(cls, keys: Sequence[int], locale_id: int) -> list[Self]:
        """The live programmes in that language, whichever language's keys are given, in the order
        given, with what their meter shows.
        """
        rows = cls._default_manager.live().filter(locale_id=locale_id)
        rows = rows.only(*IN_LISTS, "allocated", "spent")
        found = rows.in_bulk(keys)
        if elsewhere := set(keys) - found.keys():
            names = dict(Page.objects.filter(pk__in=elsewhere).values_list("translation_key", "pk"))
            found |= {
                names[row.translation_key]: row for row in rows.filter(translation_key__in=names)
            }
        money = {pk for row in found.values() for pk in (row.allocated_id, row.spent_id)}
        figures = kept(Figure, money)
        for programme in found.values():
            programme.take_money(figures)
        return [found[key] for key in keys if key in found]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["figures"] = self.figures()
        context["theme"] = Theme.kept().get(self.theme_id)
        context["related"] = links_to(row.programme_id for row in self.related_programmes.all())
        return context

    def figures(self) -> list[Figure]:
        """The chosen figures. Money allocated and spent is read along with them."""
        chosen = [row.figure_id for row in self.programme_figures.all()]
        money = {self.allocated_id, self.spent_id}
        found = kept(Figure, {*chosen, *money})
        self.take_money(found)
        return [found[pk] for pk in chosen if pk in found]

    def take_money(self, figures: dict[int, Figure]) -> None:
        self.allocated = figures.get(self.allocated_id)
        self.spent = figures.get(self.spent_id)

    @cached_property
    def agency_list(self) -> list[Agency]:
        keys = {agency.pk for agency in self.agencies.all()}
        return [agency for pk, agency in Agency.kept().items() if pk in keys]

    @property
    def status_name(self) -> str:
        return str(STATUS_NAMES.get(self.status, self.status))

    @property
    def money(self) -> list[Figure]:
        return [figure for figure in (self.allocated, self.spent) if figure]

    @property
    def spent_percent(self) -> Decimal | None:
        """Money spent as a share of money allocated, if both are known in one unit."""
        if not (self.spent and self.allocated) or self.spent.unit_id != self.allocated.unit_id:
            return None
        return self.spent.value / self.allocated.value * 100 if self.allocated.value else None

    def structured_data(self) -> dict[str, Any]:
        data = super().structured_data()
        agencies = [
            {"@type": "GovernmentOrganization", "name": one.name} for one in self.agency_list
        ]
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
    query_parameters = frozenset({"page", "theme"})

    @path("")
    def list_figures(self, request: HttpRequest) -> HttpResponse:
        choice = Filter("theme", _("Theme"), self.theme_options())
        theme = choice.selected(request)
        figures = Figure.objects.by_theme().filter(**({"theme__code": theme} if theme else {}))
        pager = page_of(request, figures.values_list("pk", flat=True), PAGE_SIZE * 2)
        found = kept(Figure, pager.object_list)
        return self.render(
            request,
            context_overrides={
                "filters": shown(request, [choice], _("All")),
                "filtered": bool(theme),
                "pager": pager,
                "figures": [found[pk] for pk in pager.object_list if pk in found],
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
                "page_title": figure.label,
                "agencies": list(figure.agencies.all()),
                "chart": Chart.of_figures(series) if len(series) > 1 else None,
                "pages": self.pages_with(figure),
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

    @staticmethod
    def pages_with(figure: Figure) -> list[Link]:
        """Pages that show the figure, as a fact or anywhere in their text, in this language."""
        uses = ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            to_content_type=ContentType.objects.get_for_model(Figure),
            to_object_id=str(figure.pk),
        )
        pages = uses.values_list("object_id", flat=True)
        links = dict.fromkeys(links_to(int(pk) for pk in pages))
        return sorted(links, key=lambda link: sort_key(link.title))
