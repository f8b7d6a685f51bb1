"""What all tracking pages share: who may see them, and that nobody keeps them.

| status | when |
|---|---|
| 303 | every accepted POST; a page without an open visit |
| 400 | a refused answer: the page again, with what was typed and what to do |
| 405 | neither GET, HEAD nor POST |
| 429 | too many attempts (`limits`), with the time of the next |
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from forms.casework.models import Case
from forms.casework.tracking import cookies

type View = Callable[[HttpRequest], HttpResponse]
type CaseView = Callable[[HttpRequest, Case], HttpResponse]

page_and_form = require_http_methods(["GET", "HEAD", "POST"])
page_only = require_http_methods(["GET", "HEAD"])


def of_an_open_visit(view: CaseView) -> View:
    """The view for whoever has proven the applicant's address; everybody else is led away alike:
    with another's link or cookie, an expired or altered one, or signed in as staff."""

    @wraps(view)
    @page_and_form
    def checked(request: HttpRequest) -> HttpResponse:
        visit = cookies.visit_of(request)
        if visit is None or visit.case is None or not visit.is_open:
            return led_away(request)
        touched = visit.touch()
        response = view(request, visit.case)
        if touched and not cookies.are_in(response):
            cookies.remember(response, request.COOKIES[cookies.COOKIE])
        return response

    return checked


def only_by_form(view: CaseView) -> CaseView:
    """What changes something is sent by a form; its address alone leads to the case."""

    @wraps(view)
    def checked(request: HttpRequest, case: Case) -> HttpResponse:
        return view(request, case) if request.method == "POST" else see("track_case")

    return checked


def led_away(request: HttpRequest) -> HttpResponse:
    """To the first page; who comes from a visit that is over is told so."""
    return see("track_ended" if request.COOKIES.get(cookies.COOKIE) else "track")


def see(name: str) -> HttpResponse:
    return see_address(reverse(name))


def see_address(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address, "Cache-Control": "no-store"})


def shown(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page that nobody keeps and that no search engine lists."""
    response = render(request, f"tracking/{template}.html", context or {}, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
