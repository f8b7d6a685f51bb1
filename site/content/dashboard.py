"""The dashboard's answer to "what waits for me?"."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.models import Locale, Page, Revision, TaskState, get_page_models
from wagtail.permissions import policy_registry

from content.models import BasePage

SHOWN = 10


class Waiting(Component):
    """Reviews, stale and missing translations, and scheduled pages of the person who looks."""

    name = "waiting"
    template_name = "content/waiting.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        waiting = WaitingFor(parent_context["request"].user)
        return {
            "reviews": waiting.reviews,
            "stale": waiting.stale,
            "untranslated": waiting.untranslated,
            "scheduled": waiting.scheduled,
            "anything": waiting.anything,
        }


class WaitingFor:
    """What waits for one person. Lists are cut after `SHOWN`."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.own = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(
            user, {"change", "publish"}
        )

    @property
    def anything(self) -> bool:
        return bool(self.reviews or self.stale or self.untranslated or self.scheduled)

    @cached_property
    def reviews(self) -> int:
        return int(TaskState.objects.reviewable_by(self.user).count())

    @cached_property
    def stale(self) -> list[Any]:
        """Translations of theirs that are out of date, the longest first."""
        pages = [page for model in base_pages() for page in self._stale_of(model)]
        return sorted(pages, key=lambda page: page.stale_since)[:SHOWN]

    def _stale_of(self, model: type[BasePage]) -> Iterator[Any]:
        rows = model.objects.filter(pk__in=self.own.values("pk"), stale_since__isnull=False)
        return iter(rows.select_related("locale").defer_streamfields()[:SHOWN])

    @cached_property
    def untranslated(self) -> list[dict[str, Any]]:
        """For each language in which they work: how many live pages of the other it lacks."""
        counts = []
        for locale in Locale.objects.filter(pk__in=self.own.values("locale")):
            have = Page.objects.filter(locale=locale, alias_of=None).values("translation_key")
            lacking = Page.objects.live().filter(depth__gt=1, alias_of=None).exclude(locale=locale)
            count = lacking.exclude(translation_key__in=have).count()
            if count:
                counts.append({"locale": locale, "count": count})
        return counts

    @cached_property
    def scheduled(self) -> list[Any]:
        """Their pages that go live at a set time."""
        revisions = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
        pages = {str(pk) for pk in self.own.values_list("pk", flat=True)}
        waiting = revisions.filter(object_id__in=pages).order_by("approved_go_live_at")
        return [
            {"page": revision.content_object, "at": revision.approved_go_live_at}
            for revision in waiting[:SHOWN]
        ]


def base_pages() -> list[type[BasePage]]:
    return [model for model in get_page_models() if issubclass(model, BasePage)]
