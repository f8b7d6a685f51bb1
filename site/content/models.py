"""Models of the content room, and the base of every page."""

import secrets
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content.directory import Link, below_home, links_above
from content.documents import SiteDocument
from content.forms import ContentPageForm
from content.images import SiteImage, SiteRendition
from content.search.shelves import Shelf
from content.translations import language_of

__all__ = ["BasePage", "ContentChange", "SiteDocument", "SiteImage", "SiteRendition"]


def random_token() -> int:
    return secrets.randbelow(2**40)


class ContentChange(models.Model):
    """One change of content. What the rows add up to is the stamp (`content.stamp`)."""

    token = models.BigIntegerField(default=random_token)
    at = models.DateTimeField(auto_now_add=True)


class BasePage(Page):
    """What every public page has: a title, a summary, and an address equal in both languages."""

    summary = models.CharField(
        max_length=300, blank=True,
        help_text="One or two plain sentences: lists, search results and shared links show them.",
    )  # fmt: skip

    stale_since = models.DateTimeField(
        null=True, editable=False,
        help_text="When the source of this translation changed, if it has not been followed yet.",
    )  # fmt: skip

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary", boost=2)]
    base_form_class = ContentPageForm
    # One ASCII slug for both languages: addresses differ in the language alone.
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]
    schema_type = "WebPage"
    # As what the search shows it; empty for what it does not show.
    search_kind = "information"
    # Names of the query on which the page depends; the page cache knows no others.
    query_parameters: ClassVar[frozenset[str]] = frozenset()
    # Everything published is public: it is kept in one cache for everybody.
    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A revision does not bring back whether the page was stale when it was made."""
        page = super().with_content_json(content)
        page.stale_since = self.stale_since
        return page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = self.breadcrumbs()
        return context

    def get_view_restrictions(self) -> Any:
        """None, without asking: nobody can set one (`private_page_options`)."""
        return PageViewRestriction.objects.none()

    def search_shelves(self) -> list[Shelf]:
        """Where a visitor's search finds it: nowhere unless it can be read in its own language."""
        readable = self.live and (
            self.alias_of_id is None or self.alias_of.locale_id == self.locale_id
        )
        if not (readable and self.search_kind):
            return []
        return [Shelf(self.search_kind, language_of(self.locale_id))]

    def breadcrumbs(self) -> list[dict[str, str]]:
        """Ancestors from the home page down to the parent, as title and address."""
        return [{"title": link.title, "url": link.url} for link in links_above(self)]

    @property
    def address(self) -> str:
        """Path of the page in its own language: below the home page all slugs are equal."""
        return f"/{language_of(self.locale_id)}/{below_home(self.url_path)}"

    @property
    def list_link(self) -> Link | None:
        """The page above this one, such as the list in which it stands."""
        return next(reversed(links_above(self)), None)

    def description(self) -> str:
        """The sentence for search engines and shared links."""
        return self.search_description or self.summary

    def structured_data(self) -> dict[str, Any]:
        """JSON-LD of this page; the shell adds address, language and breadcrumb."""
        return {"@type": self.schema_type, "name": self.title, "description": self.description()}
