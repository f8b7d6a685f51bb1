"""The home page and the information pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail.search import index

from content.blocks.links import LinkedPageBlock
from content.directory import link_to
from content.fields import BodyField
from content.kept import kept
from content.models import BasePage
from home.loaded import LoadedContent
from home.rows import MenuItem, NoticeBanner, SiteTexts
from news.models import AnnouncementPage
from programs.blocks import BODY_BLOCKS
from programs.models import Figure, ProgrammePage

__all__ = [
    "HomePage", "InformationPage", "LoadedContent", "MenuItem", "NoticeBanner", "SiteTexts",
]  # fmt: skip

LATEST = 3


class TaskBlock(blocks.StructBlock):
    """One thing that a visitor may have come to do."""

    page = LinkedPageBlock()
    title = blocks.CharBlock(help_text="What the visitor does: “Register as a freelancer”.")
    text = blocks.CharBlock(help_text="What comes of it and how long it takes.")

    class Meta:
        icon = "link"


class HomePage(BasePage):
    """The first page of a language."""

    lede = models.CharField(max_length=160, blank=True, help_text="The large heading.")
    lede_text = models.TextField(blank=True)
    search_hint = models.CharField(
        max_length=80, blank=True, help_text="What can be searched for; stands above the box."
    )
    announcements_heading = models.CharField(max_length=80, blank=True)
    programmes_heading = models.CharField(max_length=80, blank=True)
    tasks = BodyField([("task", TaskBlock())], blank=True, max_num=4)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("lede"), FieldPanel("lede_text"), FieldPanel("search_hint")],
            heading="Opening",
        ),
        FieldPanel("tasks"),
        InlinePanel("key_figures", label="Figure", heading="Key figures", max_num=4),
        FieldPanel("announcements_heading"),
        FieldPanel("programmes_heading"),
        InlinePanel("chosen_programmes", label="Programme", heading="Programmes", max_num=6),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lede_text")]
    parent_page_types = ["wagtailcore.Page"]
    schema_type = "WebSite"
    search_kind = ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["key_figures"] = self.figures()
        context["announcements"] = list(AnnouncementPage.latest(self.locale_id)[:LATEST])
        context["programmes"] = self.programmes()
        context["tasks"] = self.tasks_with_pages()
        return context

    def breadcrumbs(self) -> list[dict[str, str]]:
        return []

    def figures(self) -> list[Figure]:
        ids = list(self.key_figures.values_list("figure_id", flat=True))
        found = kept(Figure, ids)
        return [found[pk] for pk in ids if pk in found]

    def programmes(self) -> list[Any]:
        """The chosen programmes in this page's language, with what their meter shows."""
        chosen = list(self.chosen_programmes.values_list("programme_id", flat=True))
        return ProgrammePage.chosen(chosen, self.locale_id)

    def tasks_with_pages(self) -> list[dict[str, str]]:
        """Tasks whose page is live in this language."""
        tasks = [task["value"] for task in self.tasks.raw_data]  # the page's key, not the page
        return [
            {"title": task["title"], "text": task["text"], "url": link.url}
            for task in tasks
            if (link := link_to(task["page"]))
        ]


class HomeFigure(Orderable):
    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="key_figures")
    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("figure")]


class HomeProgramme(Orderable):
    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="chosen_programmes")
    programme = models.ForeignKey(ProgrammePage, on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("programme")]


class InformationPage(BasePage):
    """About, help, contact, accessibility, privacy, right to information."""

    body = BodyField(BODY_BLOCKS, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.InformationPage"]
    subpage_types = ["home.InformationPage"]
