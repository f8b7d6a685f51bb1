"""Pages on which nothing is asked any more: sent, deleted, cleared away, not there, closed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from forms.engine import drafts, gate
from forms.engine.journey import Journey
from forms.engine.steps import CLEAR, CLEARED, LEAVE, LEFT, NO_DRAFT, RESUME
from forms.engine.views.showing import BOTH, READING, see, shown


@require_http_methods(READING)
def done(request: HttpRequest, page: Any) -> HttpResponse:
    """The confirmation, as often as the visitor wants to see it that day."""
    journey = Journey(page, request)
    draft = journey.draft
    if draft is None:
        return see(journey.url(NO_DRAFT))
    if not draft.submitted:
        return see(journey.unlock_url() if journey.locked else journey.resume_url)
    return shown(
        journey,
        "form_engine/done.html",
        {
            "reference": draft.reference,
            "answered": bool(draft.reopens),
            "submitted_at": draft.updated_at,
            "track_url": f"/{get_language()}/track/",
            "clear_url": journey.url(CLEAR),
        },
    )


@require_http_methods(BOTH)
def leave(request: HttpRequest, page: Any) -> HttpResponse:
    """Asks once; the POST deletes the answers and this browser's way to them."""
    journey = Journey(page, request)
    draft = journey.open_draft
    if journey.locked:
        return see(journey.unlock_url(LEAVE))
    if draft and request.method != "POST":
        return shown(journey, "form_engine/leave.html", {"back_url": journey.resume_url})
    if draft:
        draft.delete()
        gate.ended(request)
    response = see(journey.url(LEFT))
    drafts.forget(response, journey.cookie_paths)
    return response


@require_http_methods(READING)
def left(request: HttpRequest, page: Any) -> HttpResponse:
    return shown(Journey(page, request), "form_engine/left.html")


@require_http_methods(BOTH)
def clear(request: HttpRequest, page: Any) -> HttpResponse:
    """Asks once; the POST ends this browser's way to the draft, which stays on the server."""
    journey = Journey(page, request)
    if journey.draft and request.method != "POST":
        reachable = journey.draft.submitted or bool(journey.draft.email_hash)
        return shown(journey, "form_engine/clear.html", {"reachable": reachable})
    if journey.draft:
        drafts.end(journey.draft)
    response = see(journey.url(CLEARED))
    drafts.forget(response, journey.cookie_paths)
    return response


@require_http_methods(READING)
def cleared(request: HttpRequest, page: Any) -> HttpResponse:
    journey = Journey(page, request)
    return shown(journey, "form_engine/cleared.html", {"ask_url": journey.url(RESUME)})


@require_http_methods(READING)
def no_draft(request: HttpRequest, page: Any) -> HttpResponse:
    """The answers are not there (any more): why that may be, and what to do."""
    journey = Journey(page, request)
    context = {"kept": journey.open_draft is not None, "ask_url": journey.url(RESUME)}
    return shown(journey, "form_engine/no_draft.html", context)


@require_http_methods(BOTH)
def closed(request: HttpRequest, page: Any) -> HttpResponse:
    """Outside its dates the form is not open: a link leads to the start page, which says so; what
    was sent is refused (403) with the date, and what happens to the answers."""
    journey = Journey(page, request)
    if request.method != "POST":
        return see(journey.start_url)
    return shown(journey, "form_engine/closed.html", status=403)
