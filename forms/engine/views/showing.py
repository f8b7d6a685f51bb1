"""What every page below a start page is answered with."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from forms.engine import drafts, lifetimes
from forms.engine.journey import Journey
from forms.engine.models import Draft
from forms.engine.steps import DONE, NO_DRAFT

type View = Callable[[HttpRequest, Any], HttpResponse]
READING = ("GET", "HEAD")
BOTH = (*READING, "POST")


def see(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address, "Cache-Control": "no-store"})


def shown(
    journey: Journey, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    draft = journey.open_draft
    response = render(
        journey.request,
        template,
        {
            "page": journey.page,
            "journey": journey,
            "draft": draft,
            "window": None if draft and draft.reopens else journey.page.window,
            "lifetime_days": lifetimes.of(journey.service.code).days,
            **(context or {}),
        },
        status=status,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def changing(journey: Journey) -> bool:
    """Whether the question was opened from the summary."""
    return journey.request.GET.get("change") == "1"


def with_open_draft(
    name: str, *, methods: tuple[str, ...] = BOTH, seen: bool = True
) -> Callable[[Callable[[Journey, Draft], HttpResponse]], View]:
    """A page (`name`) about a draft that is open in this browser. Without one the visitor is told
    so; one that was submitted leads to its confirmation, an idle one asks for its code first.
    A view with `seen=False` notes itself that the draft is in use."""

    def decorate(view: Callable[[Journey, Draft], HttpResponse]) -> View:
        @require_http_methods(methods)
        @wraps(view)
        def guarded(request: HttpRequest, page: Any) -> HttpResponse:
            journey = Journey(page, request)
            if journey.draft is None:
                return see(journey.url(NO_DRAFT))
            if journey.draft.submitted:
                return see(journey.url(DONE))
            if journey.locked:
                return see(journey.unlock_url(name))
            if seen:
                drafts.seen(journey.draft)
            return view(journey, journey.draft)

        return guarded

    return decorate
