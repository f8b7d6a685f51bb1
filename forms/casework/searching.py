"""What officers search by, and how a search is kept out of addresses.

A search term is a name, a CNIC, an e-mail address, a mobile number: personal data, which must not
stand in an address (histories, proxies and referrers keep addresses). So the search box posts, the
term is kept encrypted in the officer's own session, and the list's address carries a random key of
it: pages, filters and the way back work, and the address is worth nothing to anybody else.
"""

import secrets
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from forms.casework.models import Case, CaseQuerySet
from forms.engine import references, validators
from forms.engine.encryption import CannotDecrypt, decrypt, encrypt, lookup_hashes

SESSION_KEY, CONTEXT = "case_searches", "case search"
KEPT = 10  # of one session; the oldest is forgotten first
LONGEST = 200

# Kind of identifier: what is accepted of it. Each has its column of hashes on the case.
IDENTIFIERS = {
    "cnic": validators.cnic,
    "email": validators.email,
    "phone": validators.mobile,
}

NAMES = {"cnic": "CNIC", "email": "e-mail address", "phone": "mobile number"}


def remember(request: HttpRequest, words: str) -> str:
    """Keep a search term for this session; returns the key that stands for it in an address."""
    key = secrets.token_urlsafe(6)
    kept = dict(list(request.session.get(SESSION_KEY, {}).items())[1 - KEPT :])
    request.session[SESSION_KEY] = {**kept, key: encrypt(words[:LONGEST], CONTEXT)}
    return key


def recall(request: HttpRequest, key: str) -> str | None:
    """The term; None if this session does not know it (any more)."""
    stored = request.session.get(SESSION_KEY, {}).get(key)
    try:
        return decrypt(stored, CONTEXT) if stored else None
    except CannotDecrypt:
        return None


def matching(cases: CaseQuerySet, words: str) -> CaseQuerySet:
    """Cases with this reference or registration number; with exactly this CNIC, e-mail address or
    mobile number; else those whose name holds every word, in any spelling."""
    if numbered := numbers(words):
        return cases.filter(numbered)
    if exact := identifiers(words):
        return cases.filter(exact)
    return cases.found_by(words)


def numbers(words: str) -> Q | None:
    """A reference, or the number of a registration: the same, with another prefix."""
    if reference := references.parse(words):
        return Q(reference=reference)
    prefix = words.strip()[:2].upper()
    if prefix.isascii() and prefix.isalpha() and (number := references.parse(words, prefix)):
        return Q(registration__number=number)
    return None


def identifiers(words: str) -> Q | None:
    """Every identifier that the words can be, by its hash."""
    found = {kind: accept(words) for kind, accept in IDENTIFIERS.items()}
    exact: list[Any] = [
        Q(**{f"{kind}_hash__in": lookup_hashes(kind, value)})
        for kind, value in found.items()
        if value
    ]
    return Q.create(exact, connector=Q.OR) if exact else None


def kinds(words: str) -> str:
    """What kind of identifier the words are, in words: it is not shown again, only named."""
    if numbers(words):
        return ""
    return " or ".join(NAMES[kind] for kind, accept in IDENTIFIERS.items() if accept(words))


def only_case(words: str) -> int | None:
    """The id of the case whose reference was typed: there is nothing to choose from."""
    if reference := references.parse(words):
        return Case.objects.filter(reference=reference).values_list("pk", flat=True).first()
    return None


def looks_cut_off(words: str) -> bool:
    """Digits or an @ that make no whole identifier: only whole ones can be found by their hash."""
    typed: Any = words.strip()
    return not numbers(words) and not identifiers(words) and ("@" in typed or typed[:1].isdigit())
