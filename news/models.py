"""Announcements: what happened, when, and to which programmes."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from content import stamp
from content.directory import links_to
from content.fields import BodyField
from content.filters import Filter, shown
from content.images import SiteImage
from content.kept import kept_row
from content.listing import ListedPage
from content.models import BasePage
from content.paging import Order, part_of, query_without_page
from programs.blocks import BODY_BLOCKS
from programs.rows import NamedRow, Source

PAGE_SIZE = 20
NEWEST_FIRST = Order("date", newest_first=True)
# What a list or the feed shows of an announcement.
IN_LISTS = (
    "title", "url_path", "path", "depth", "locale", "translation_key", "summary", "date",
    "category", "correction_date", "correction", "last_published_at",
)  # fmt: skip


class Category(NamedRow):
    """What kind of announcement: policy, results, services …"""

    class Meta(NamedRow.Meta):
        verbose_name_plural = "categories"

    @classmethod
    def used(cls) -> models.QuerySet["Category"]:
        """Those of which there is an announcement: one look into the index for each."""
        announced = AnnouncementPage.objects.filter(
            category=models.OuterRef("pk"), listed_in__isnull=False
        )
        return cls.objects.filter(models.Exists(announced))


class AnnouncementIndexPage(BasePage):
    """All announcements, newest first, by year and category."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.AnnouncementPage"]
    max_count_per_parent = 1
    schema_type = "CollectionPage"
    query_parameters = frozenset({"page", "year", "category"})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        filters = self.filters()
        announcements = self.announcements({one.name: one.selected(request) for one in filters})
        context["filters"] = shown(request, filters, _("All"))
        context["filtered"] = any(one["selected"] for one in context["filters"])
        context["pager"] = part_of(request, announcements, NEWEST_FIRST, PAGE_SIZE, live=True)
        context["pager_query"] = query_without_page(request)
        return context

    def announcements(self, chosen: dict[str, str]) -> models.QuerySet["AnnouncementPage"]:
        """Announcements of this language that fit the chosen year and category."""
        fitting: dict[str, Any] = {}
        if chosen["year"]:
            fitting["date__year"] = int(chosen["year"])
        if chosen["category"]:
            ids = {one.code: one.pk for one in Category.kept().values()}
            fitting["category"] = ids.get(chosen["category"])  # None once it has been deleted
        return AnnouncementPage.listed_newest_first(self.locale_id).filter(**fitting)

    def filters(self) -> list[Filter]:
        years = stamp.remembered(
            f"news.years.{self.locale_id}",
            lambda: [str(year) for year in AnnouncementPage.years(self.locale_id)],
        )
        categories = stamp.remembered("news.categories", lambda: list(Category.used()))
        return [
            Filter("year", _("Year"), [(year, year) for year in years]),
            Filter("category", _("Category"), [(one.code, one.name) for one in categories]),
        ]


class AnnouncementPage(ListedPage):
    """One dated announcement. A correction is dated too, and stays visible."""

    date = models.DateField(default=timezone.localdate)
    category = models.ForeignKey(
        Category, null=True, on_delete=models.PROTECT, related_name="announcements"
    )
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="announcements",
        help_text="The document that bears this out.",
    )  # fmt: skip
    image = models.ForeignKey(
        "content.SiteImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = BodyField(BODY_BLOCKS, blank=True)
    correction_date = models.DateField(null=True, blank=True)
    correction = models.TextField(
        blank=True, help_text="What was wrong and what is right. Shown above the text, dated."
    )

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("category")]),
        FieldPanel("source"),
        FieldPanel("image"),
        FieldPanel("body"),
        InlinePanel("announcement_programmes", label="Programme", heading="Programmes"),
        MultiFieldPanel(
            [FieldPanel("correction_date"), FieldPanel("correction")], heading="Correction"
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    parent_page_types = ["news.AnnouncementIndexPage"]
    subpage_types: list[str] = []
    schema_type = "NewsArticle"
    search_kind = "announcement"

    class Meta:
        indexes = [
            models.Index(fields=["listed_in", "-date", "-page_ptr"], name="news_listed"),
            models.Index(
                fields=["category", "listed_in", "-date", "-page_ptr"], name="news_of_category"
            ),
        ]

    @classmethod
    def listed_newest_first(cls, locale_id: int) -> Any:
        """Announcements of a language, newest first, with what a list shows of them."""
        return cls.listed(locale_id).only(*IN_LISTS).order_by(*NEWEST_FIRST.columns())

    @classmethod
    def latest(cls, locale_id: int) -> Any:
        """The same, for the few that stand at the top."""
        return cls.listed_newest_first(locale_id).live()

    @classmethod
    def about(cls, programme: Any) -> Any:
        """Announcements about a programme, in the programme page's language."""
        return cls.latest(programme.locale_id).filter(
            announcement_programmes__programme__translation_key=programme.translation_key
        ).distinct()  # fmt: skip

    @classmethod
    def years(cls, locale_id: int) -> Iterator[int]:
        """Years in which something was announced, the latest first: a look into the index each."""
        days = cls.listed(locale_id).order_by("-date").values_list("date", flat=True)
        day = days.first()
        while day is not None:
            yield day.year
            day = days.filter(date__lt=day.replace(month=1, day=1)).first()

    @property
    def kind(self) -> Category | None:
        """Its category, which the process knows."""
        return Category.kept().get(self.category_id)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        rows = self.announcement_programmes.all()
        context["programmes"] = links_to(row.programme_id for row in rows)
        context["source"] = kept_row(Source, self.source_id)
        if self.image_id:
            self.image = SiteImage.objects.prefetch_renditions().get(pk=self.image_id)
        return context

    def clean(self) -> None:
        super().clean()
        if bool(self.correction_date) != bool(self.correction):
            empty = "correction" if self.correction_date else "correction_date"
            raise ValidationError({empty: "A correction has a text and a date."})

    def structured_data(self) -> dict[str, Any]:
        published = self.first_published_at or timezone.now()
        changed = self.last_published_at or published
        return super().structured_data() | {
            "headline": self.title,
            "datePublished": self.date.isoformat(),
            "dateModified": changed.isoformat(),
        }


class AnnouncementProgramme(Orderable):
    page = ParentalKey(
        AnnouncementPage, on_delete=models.CASCADE, related_name="announcement_programmes"
    )
    programme = models.ForeignKey(
        "programs.ProgrammePage", on_delete=models.CASCADE, related_name="announcement_uses"
    )

    panels = [FieldPanel("programme")]
