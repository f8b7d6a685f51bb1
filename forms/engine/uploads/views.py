"""An applicant looks at a file of the draft that the browser holds."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from forms.engine.journey import Journey
from forms.engine.uploads.serving import response
from forms.engine.uploads.taking import uploads_of


@require_http_methods(["GET", "HEAD"])
def file(request: HttpRequest, page: Any, uuid: UUID) -> HttpResponse:
    """The file; to everybody but this browser there is none, nor to it after an idle hour."""
    journey = Journey(page, request)
    draft = None if journey.locked else journey.open_draft
    upload = uploads_of(journey.service, draft).filter(pk=uuid).first() if draft else None
    if upload is None:
        raise Http404("no such file")
    return response(upload)
