"""Finding, making and ending drafts. The cookie is the only way to one."""

import hashlib
import secrets
from http.cookies import Morsel
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from forms.engine.models import LIFETIME, Draft
from forms.engine.questions import Typed

COOKIE = "draft"
TOKEN_BYTES = 32


class AlreadySubmitted(Exception):
    """The draft has become a case in the meantime."""


def find(request: HttpRequest, service: str) -> Draft | None:
    """The live draft that the visitor's cookie leads to, submitted or not."""
    token = request.COOKIES.get(COOKIE, "")
    if not token or len(token) > 100:
        return None
    return Draft.objects.live().filter(token_hash=token_hash(token), service=service).first()


def token_hash(token: str) -> str:
    """A random token of 256 bits needs no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def begin(service: str, language: str) -> tuple[Draft, str]:
    """A new draft, not yet saved, and its token. Drafts that have expired go at this occasion."""
    Draft.objects.expired().discard()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    draft = Draft(
        service=service,
        language=language,
        token_hash=token_hash(token),
        expires_at=timezone.now() + LIFETIME,
    )
    return draft, token


def keep(draft: Draft, slug: str, typed: Typed, *, complete: bool, language: str) -> Draft:
    """Save one page. Two windows at once lose nothing: the row is locked while it is changed.

    Raises AlreadySubmitted, and Draft.DoesNotExist if the draft was deleted meanwhile.
    """
    if draft._state.adding:
        draft.keep(slug, typed, complete=complete, language=language)
        draft.save(force_insert=True)
        return draft
    with transaction.atomic():
        locked = lock(draft.pk)
        if locked.submitted:
            raise AlreadySubmitted
        locked.keep(slug, typed, complete=complete, language=language)
        locked.save()
    return locked


def lock(pk: UUID) -> Draft:
    return Draft.objects.select_for_update().get(pk=pk)


def remember(response: HttpResponse, token: str, paths: list[str]) -> None:
    """Set the cookie, once for each language's address of the form; nowhere else is it sent."""
    _set(response, token, paths, int(LIFETIME.total_seconds()))


def forget(response: HttpResponse, paths: list[str]) -> None:
    _set(response, "", paths, 0)


def _set(response: HttpResponse, value: str, paths: list[str], max_age: int) -> None:
    for path in paths:
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
