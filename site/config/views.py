"""Addresses that belong to no room."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from config.pages import accepted_language

PUBLIC_MEDIA = "images/"  # renditions; originals, documents and uploads are never served from here


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """`/` leads to the first language that the browser accepts; nothing is remembered."""
    code = accepted_language(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(f"/{code}/")
    response.headers["Vary"] = "Accept-Language"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:
    """A rendition of an image. Everything else under MEDIA_ROOT is not found."""
    if not name.startswith(PUBLIC_MEDIA) or ".." in name:
        raise Http404("no such image")
    try:
        response = FileResponse(default_storage.open(name))
    except (OSError, ValueError) as error:  # nothing there, a folder, a name no file can have
        raise Http404("no such image") from error
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
