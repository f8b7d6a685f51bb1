"""The start page of a service: content, dates, and the routes of its questions."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content.blocks.text import RICH_TEXT_FEATURES
from content.fields import BodyField
from content.models import BasePage
from content.translations import locale_id
from forms.engine import views
from forms.engine.steps import CHECK, DONE, LEAVE, LEFT, NO_DRAFT, Service
from programs.blocks import BODY_BLOCKS

NOT_YET, OPEN, CLOSED = "not-yet", "open", "closed"


@dataclass(frozen=True)
class Window:
    """When a form is open, in days of Pakistan (the site's time zone); both ends belong to it.

    There is no grace: a draft begun in time is refused after the last day, and every question page
    says when that is.
    """

    opens_at: date | None
    closes_at: date | None

    @property
    def state(self) -> str:
        today = timezone.localdate()
        if self.opens_at and today < self.opens_at:
            return NOT_YET
        return CLOSED if self.closes_at and today > self.closes_at else OPEN

    @property
    def is_open(self) -> bool:
        return self.state == OPEN


class ServicePage(RoutablePageMixin, BasePage):
    """What it is, who may, what is needed, when; and the way in. The same bytes for everybody."""

    service: ClassVar[Service]

    body = BodyField(BODY_BLOCKS, blank=True)
    opens_at = models.DateField("opens on", null=True, blank=True)
    closes_at = models.DateField(
        "closes on", null=True, blank=True,
        help_text="The last day, until midnight in Pakistan. Both languages follow these dates.",
    )  # fmt: skip
    consent = RichTextField(
        features=RICH_TEXT_FEATURES, blank=True,
        help_text="What the answers are for, who sees them, how to withdraw. Kept with the case.",
    )  # fmt: skip
    confirmation = RichTextField(
        features=RICH_TEXT_FEATURES, blank=True, help_text="What happens next; after submitting."
    )
    retention = models.TextField(
        blank=True, max_length=500, help_text="How long the answers are kept. Plain text."
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")])], heading="Open"
        ),
        FieldPanel("body"),
        FieldPanel("consent"),
        FieldPanel("confirmation"),
        FieldPanel("retention"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("opens_at", overridable=False),
        SynchronizedField("closes_at", overridable=False),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    allowed_http_methods = ["GET", "HEAD", "POST", "OPTIONS"]
    schema_type = "Service"

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at < self.opens_at:
            raise ValidationError({"closes_at": "The last day must not be before the first."})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["window"] = self.window
        context["apply_url"] = f"{self.get_url(request)}apply/"
        return context

    @property
    def window(self) -> Window:
        """The dates of the source page: one form has one deadline, however old a translation is."""
        dates = (self.opens_at, self.closes_at)
        source = locale_id(settings.LANGUAGE_CODE)
        if self.locale_id != source:
            found = type(self).objects.filter(
                translation_key=self.translation_key, locale_id=source
            )
            dates = found.values_list("opens_at", "closes_at").first() or dates
        return Window(*dates)

    @path("")
    def start(self, request: HttpRequest) -> HttpResponse:
        return self.render(request)

    @path("apply/")
    def begin_route(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request, views.begin)

    @path(f"apply/{CHECK}/")
    def check_route(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request, views.check)

    @path(f"apply/{DONE}/")
    def done_route(self, request: HttpRequest) -> HttpResponse:
        return views.done(request, self)

    @path(f"apply/{NO_DRAFT}/")
    def no_draft_route(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request, views.no_draft)

    @path(f"apply/{LEAVE}/")
    def leave_route(self, request: HttpRequest) -> HttpResponse:
        return views.leave(request, self)

    @path(f"apply/{LEFT}/")
    def left_route(self, request: HttpRequest) -> HttpResponse:
        return views.left(request, self)

    @path("apply/<slug:slug>/")
    def step_route(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.answer(request, views.step, slug=slug)

    def answer(self, request: HttpRequest, view: Any, **kwargs: Any) -> HttpResponse:
        """The view's answer while the form is open."""
        if self.window.is_open:
            answer: HttpResponse = view(request, self, **kwargs)
            return answer
        refusal: HttpResponse = views.closed(request, self)
        return refusal
