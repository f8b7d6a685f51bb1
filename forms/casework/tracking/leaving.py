"""The end of a visit: by its visitor, by time, or with the application itself."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from forms.casework.tracking import cookies
from forms.casework.tracking.answering import close_begun_answers
from forms.casework.tracking.pages import page_and_form, page_only, see, shown


@page_and_form
def finish(request: HttpRequest) -> HttpResponse:
    """Clears this computer, whatever state the visit is in."""
    if request.method != "POST":
        return see("track_case")
    if visit := cookies.visit_of(request):
        if visit.case and visit.is_open:
            close_begun_answers(visit.case)
        visit.delete()
    response = see("track_finished")
    cookies.forget(response)
    return response


@page_only
def finished(request: HttpRequest) -> HttpResponse:
    return shown(request, "finished")


@page_only
def ended(request: HttpRequest) -> HttpResponse:
    """Half an hour passed, or the visit went on in another window, or its address is not valid."""
    response = shown(request, "ended")
    cookies.forget(response)
    return response


@page_only
def deleted(request: HttpRequest) -> HttpResponse:
    """The receipt of a deletion, as long as its visit would have lasted."""
    visit = cookies.visit_of(request)
    if visit is None or not visit.receipt:
        return see("track")
    at = timezone.localtime(datetime.fromisoformat(visit.receipt["at"]))
    return shown(request, "deleted", {"receipt": visit.receipt, "at": at})
