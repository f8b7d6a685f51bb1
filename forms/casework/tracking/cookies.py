"""The visitor's cookie: a random token, sent to the tracking pages of either language only."""

from http.cookies import Morsel

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from forms.casework.tracking.visits import IDLE, Visit

COOKIE = "track"
LONGEST = 100
PATHS = tuple(f"/{code}/track/" for code, _ in settings.LANGUAGES)


def visit_of(request: HttpRequest) -> Visit | None:
    """The visit, with its case, to which the cookie leads; None if it is over or never was."""
    token = request.COOKIES.get(COOKIE, "")
    if not token or len(token) > LONGEST:
        return None
    return Visit.objects.live().of_token(token).with_case().first()


def remember(response: HttpResponse, token: str) -> None:
    _set(response, token, int(IDLE.total_seconds()))


def forget(response: HttpResponse) -> None:
    _set(response, "", 0)


def are_in(response: HttpResponse) -> bool:
    """Whether the response sets, or forgets, the cookie itself."""
    return any(morsel.key == COOKIE for morsel in response.cookies.values())


def _set(response: HttpResponse, value: str, max_age: int) -> None:
    for path in PATHS:
        response.set_cookie(
            COOKIE,
            value,
            path=path,
            max_age=max_age,
            secure=settings.CSRF_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        # A response holds one cookie a name; the key only has to differ for one a path.
        morsel: Morsel[str] = response.cookies.pop(COOKIE)
        response.cookies[f"{COOKIE} {path}"] = morsel
