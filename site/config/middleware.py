"""What every request passes: a log line without personal data, its language, its policy."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

from config.errors import error_page, page_for_bare_error, too_many
from config.pages import CACHE_CONTROL, OUR_CACHE_CONTROL, is_public
from config.policies import ADMIN_POLICY
from forms.engine.limits import TooMany

type Answer = Callable[[HttpRequest], HttpResponse]

log = structlog.get_logger("request")
# As much as Django reads of a form without files; question pages alone take a file.
PUBLIC_BODY_BYTES: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
QUESTION_BODY_BYTES: int = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
PUBLIC_LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)


def is_staff_address(path: str) -> bool:
    return path.startswith("/admin/")


def is_question(path: str) -> bool:
    """Whether the address is below a start page, where a page may ask for a file."""
    return "apply" in path.split("/")


class RequestLog:
    """One line a request: id, method, route, status, milliseconds.

    The route, not the address: an address may hold a search term, a reference or a token.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        response = self.get_response(request)
        match = getattr(request, "resolver_match", None)
        log.info(
            "request",
            method=request.method,
            route=match.route if match else "",
            status=response.status_code,
            ms=round((time.perf_counter() - started) * 1000, 1),
        )
        response.headers.setdefault("X-Request-ID", request_id)
        return response


class PublicPages:
    """A public page is the same for everybody, and says that it may be kept, here and on the way.

    Outermost: nothing further in sees a cookie of its reader, and it sees every cookie and `Vary`
    that others add. What a view says itself (a search, a question page: `no-store`) stays.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        preview = getattr(request, "is_dummy", False)  # staff's, under the page's own address
        reading = request.method in ("GET", "HEAD") and not preview
        if not reading or not is_public(request.path_info):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        response = self.get_response(request)
        if may_be_kept(response):
            response.headers["Cache-Control"] = CACHE_CONTROL
            response.headers["Surrogate-Control"] = OUR_CACHE_CONTROL
        return response


def may_be_kept(response: HttpResponse) -> bool:
    return (
        response.status_code in (200, 301)
        and not response.cookies
        and not response.streaming
        and "Cache-Control" not in response.headers
        and "cookie" not in response.headers.get("Vary", "").lower()
    )


class CompressedPages(GZipMiddleware):
    """Compresses the visitors' pages that no cache keeps: search, question pages, tracking.

    A page repeats what was typed and may hold what is secret, so its compressed length must tell
    nothing (BREACH): Django pads it at random and masks its token anew each time, and no other
    site can ask for a page with the visitor's cookies (SameSite). What the page cache keeps it
    compresses itself, once.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if not is_page or response.streaming or is_staff_address(request.path_info):
            return response
        return super().process_response(request, response)


class LanguageByAddress:
    """`/ur/…` is Urdu, everything else English: the same address is the same bytes for all."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first = request.path_info.split("/", 2)[1] if "/" in request.path_info else ""
        code = first if first in PUBLIC_LANGUAGES else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or code)
        return response


class SmallBodies:
    """Refuses a large body on public addresses before it is read; staff upload under /admin/."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = QUESTION_BODY_BYTES if is_question(request.path_info) else PUBLIC_BODY_BYTES
        too_large = not length.isdecimal() or int(length[:12]) > most
        if too_large and not is_staff_address(request.path_info):
            return error_page(request, 413)
        return self.get_response(request)


class PolicyByAddress:
    """The staff's side has a policy of its own; see `config.policies`."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not is_staff_address(request.path_info):
            return response
        if policy := response.headers.get("Content-Security-Policy"):
            # A preview: a public page, by all middleware once already, in a frame of the editor.
            framed = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
            response.headers["Content-Security-Policy"] = framed
            response.headers["Cache-Control"] = "private, no-store"
        response._csp_config = ADMIN_POLICY  # type: ignore[attr-defined]
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class ErrorPages:
    """Refusals that arrive without a page of their own (413, 429, 405 …) get ours."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        return page_for_bare_error(request, response)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A rule of `forms.engine.limits` may refuse in the middle of any view."""
        return too_many(request, exception.seconds) if isinstance(exception, TooMany) else None
