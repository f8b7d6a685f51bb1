"""Error pages, in the language of the address, in both when the address names none."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import override

from forms.engine.waiting import Wait

PAGES_FOR = frozenset({400, 403, 404, 405, 413, 429, 503})


def error_page(request: HttpRequest | None, status: int, **words: Any) -> HttpResponse:
    """The page of that status. Needs neither database nor context processors."""
    template = f"{status}.html" if status != 405 else "400.html"
    languages = languages_for(request)
    with override(languages[0]):
        content = render_to_string(template, {"status": status, "languages": languages} | words)
    response = HttpResponse(content, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = ", ".join(languages)
    return response


def languages_for(request: HttpRequest | None) -> list[str]:
    """The language that the address names, else both."""
    codes = [code for code, _ in settings.LANGUAGES]
    parts = request.path_info.split("/", 2) if request else []
    named = parts[1] if len(parts) > 1 else ""
    return [named] if named in codes else codes


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django answers 400 for a body that is too large too; that has a status of its own."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, 500)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Refused for now: says until when, to people and to programs."""
    response = error_page(request, 429, wait=Wait(seconds))
    response.headers["Retry-After"] = str(seconds)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, 403)


def page_for_bare_error(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Our page in place of an empty or plain refusal; headers such as Retry-After stay."""
    status = response.status_code
    if status not in PAGES_FOR or getattr(response, "is_error_page", False):
        return response
    if request.path_info.startswith(("/admin/", "/api/", "/health/")) or _has_page(response):
        return response
    waiting = response.headers.get("Retry-After", "")
    if status == 429 and waiting.isdecimal():
        return too_many(request, int(waiting))
    page: Any = error_page(request, status)
    for name in ("Retry-After", "Allow"):
        if name in response.headers:
            page.headers[name] = response.headers[name]
    return page  # type: ignore[no-any-return]


def _has_page(response: HttpResponseBase) -> bool:
    if response.streaming:
        return True
    content = getattr(response, "content", b"")
    return b"<main" in content
