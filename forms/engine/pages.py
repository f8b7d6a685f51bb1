"""The start page of a service: content, dates, and the routes of its questions."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content.blocks.text import RICH_TEXT_FEATURES
from content.fields import BodyField
from content.models import BasePage
from content.translations import locale_id
from forms.engine import drafts, views
from forms.engine.steps import (
    CHECK,
    CLEAR,
    CLEARED,
    DONE,
    LEAVE,
    LEFT,
    NO_DRAFT,
    RESUME,
    SAVE,
    SAVED,
    UNLOCK,
    VERIFY,
    Service,
)
from forms.engine.uploads import views as uploads
from programs.blocks import BODY_BLOCKS

NOT_YET, OPEN, CLOSED = "not-yet", "open", "closed"
# Addresses below `apply/` that are no questions, and what answers there.
WHILE_OPEN = {
    CHECK: views.check, VERIFY: views.verify, SAVE: views.save, SAVED: views.saved,
    NO_DRAFT: views.no_draft,
}  # fmt: skip
# What was sent can be seen, and what was typed deleted or left, after the last day too.
AT_ANY_TIME = {
    DONE: views.done, LEAVE: views.leave, LEFT: views.left, CLEAR: views.clear,
    CLEARED: views.cleared, UNLOCK: views.unlock, RESUME: views.ask_for_link,
}  # fmt: skip


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
    search_kind = "service"

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

    @cached_property
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

    @path(f"apply/{RESUME}/<token>/")
    def resume_route(self, request: HttpRequest, token: str) -> HttpResponse:
        answer: HttpResponse = views.resume(request, self, token=token)
        return answer

    @path("apply/file/<uuid:uuid>/")
    def file_route(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        return self.answer(request, uploads.file, uuid=uuid)

    @path("apply/<slug:slug>/")
    def step_route(self, request: HttpRequest, slug: str) -> HttpResponse:
        if view := AT_ANY_TIME.get(slug):
            return view(request, self)
        if page := WHILE_OPEN.get(slug):
            return self.answer(request, page)
        return self.answer(request, views.step, slug=slug)

    def answer(self, request: HttpRequest, view: Any, **kwargs: Any) -> HttpResponse:
        """The view's answer while the form is open; a returned case is answered at any time."""
        if self.window.is_open or drafts.is_reopened(request, self.service.code):
            answer: HttpResponse = view(request, self, **kwargs)
            return answer
        refusal: HttpResponse = views.closed(request, self)
        return refusal
