"""Finding, making and ending drafts. The cookie is the only way to one."""

import hashlib
import json
import secrets
from datetime import timedelta
from functools import cache
from http.cookies import Morsel
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from forms.engine import lifetimes
from forms.engine.models import Draft
from forms.engine.questions import Typed

COOKIE = "draft"
TOKEN_BYTES = 32
LONGEST_TOKEN = 100
ENCRYPTED = ("answers", "email", "note")
# How often a look at a page is noted; more often would write at every request.
SEEN_EVERY = timedelta(minutes=1)

# Both precede each answer. Django takes longer to put such a statement together than the database
# to carry it out: 0.4 of 0.6 ms, and 0.1 ms if it is written down.
MINE = "SELECT {} FROM form_engine_draft WHERE token_hash = %s AND service = %s"
ROW = "SELECT {} FROM form_engine_draft WHERE uuid = %s "

# What all answers of a draft may come to, as JSON. A form that is filled to the brim has a tenth.
MOST_BYTES = 200_000


class AlreadySubmitted(Exception):
    """The draft has become a case in the meantime."""


class TooLarge(Exception):
    """With this page the answers would be larger than any form needs; they stay as they were."""


def find(request: HttpRequest, service: str) -> Draft | None:
    """The live draft that the visitor's cookie leads to, submitted or not.

    Whoever sends something reads the row again, under its lock; what is large and has to be
    decrypted is not read before that.
    """
    token = request.COOKIES.get(COOKIE, "")
    if not token or len(token) > LONGEST_TOKEN:
        return None
    columns = columns_of_a_draft(ENCRYPTED if request.method == "POST" else ())
    mine = Draft.objects.raw(MINE.format(columns), [token_hash(token), service])
    return next((draft for draft in mine if draft.expires_at > timezone.now()), None)


@cache
def columns_of_a_draft(left_out: tuple[str, ...]) -> str:
    """Those that are left out are read when they are asked for."""
    fields = Draft._meta.concrete_fields
    return ", ".join(str(field.column) for field in fields if field.name not in left_out)


def is_reopened(request: HttpRequest, service: str) -> bool:
    """Whether this browser answers a returned case."""
    draft = find(request, service)
    return draft is not None and bool(draft.reopens)


def token_hash(token: str) -> str:
    """A random token of 256 bits needs no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def new_token(draft: Draft) -> str:
    """A fresh way to the draft, for one browser; the former one leads nowhere any more."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    draft.token_hash = token_hash(token)
    return token


def begin(service: str, language: str) -> tuple[Draft, str]:
    """A new draft, not yet saved, and its token."""
    draft = Draft(
        service=service, language=language, expires_at=timezone.now() + lifetimes.of(service)
    )
    return draft, new_token(draft)


def seen(draft: Draft) -> None:
    """Note that the draft is in use."""
    now = timezone.now()
    if now - draft.seen_at > SEEN_EVERY:
        Draft.objects.filter(pk=draft.pk).update(seen_at=now)
        draft.seen_at = now


def keep(
    draft: Draft,
    slug: str,
    typed: Typed,
    *,
    complete: bool,
    language: str,
    email: str = "",
    consent: dict[str, str] | None = None,
) -> Draft:
    """Save one page. Two windows at once lose nothing: the row is locked while it is changed.

    `email` is the address that the page answers, `consent` what was agreed to on it. A draft that
    is locked stays so, and sends its code where it did. Raises AlreadySubmitted, TooLarge, and
    Draft.DoesNotExist if the draft was deleted meanwhile.
    """

    def change(row: Draft) -> None:
        known = "" if row.locked else email
        row.keep(slug, typed, complete=complete, language=language, email=known)
        row.consent = row.consent if consent is None else consent
        row.seen_at = row.seen_at if row.locked else timezone.now()
        refuse_too_large(row)

    if draft._state.adding:
        change(draft)
        draft.save(force_insert=True)
        return draft
    with transaction.atomic():
        locked = lock(draft.pk)
        if locked.submitted:
            raise AlreadySubmitted
        change(locked)
        locked.save()
    return locked


def refuse_too_large(draft: Draft) -> None:
    if len(json.dumps(draft.answers, ensure_ascii=False).encode()) > MOST_BYTES:
        raise TooLarge


def lock(pk: UUID) -> Draft:
    """The draft as it is now, and nobody else changes it before this transaction ends. Raises
    Draft.DoesNotExist."""
    waits = "FOR UPDATE" if connection.features.has_select_for_update else ""
    key = Draft._meta.pk.get_db_prep_value(pk, connection)
    for draft in Draft.objects.raw(ROW.format(columns_of_a_draft(())) + waits, [key]):
        return draft
    raise Draft.DoesNotExist


def open_step(draft: Draft, slug: str) -> None:
    """Open one more question of a returned case."""
    with transaction.atomic():
        locked = lock(draft.pk)
        locked.open_steps = [*locked.open_steps, slug]
        locked.answers[slug] = {**locked.answers.get(slug, {}), "complete": False}
        locked.save()


def end(draft: Draft) -> None:
    """No browser leads to the draft any more; its owner does, by a link."""
    new_token(draft)
    draft.save(update_fields=["token_hash"])


def remember(response: HttpResponse, token: str, paths: list[str], service: str) -> None:
    """Set the cookie, once for each language's address of the form; nowhere else is it sent."""
    _set(response, token, paths, int(lifetimes.of(service).total_seconds()))


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
