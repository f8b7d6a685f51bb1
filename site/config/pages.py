"""Which addresses are public pages, the same for everybody, and how long they may be kept."""

from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.utils.translation.trans_real import parse_accept_lang_header

from content import stamp
from pagecache import Rules

# How long a page may be kept: by browsers and by caches on the way, which see no stamp; after it by
# such a cache while it fetches a new one, and while we fail; and by our own cache, under the stamp.
CACHE_CONTROL = "public, max-age=60, s-maxage=60, stale-while-revalidate=60, stale-if-error=86400"
OUR_CACHE_CONTROL = "max-age=3600"
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)
ALONE = frozenset({"/", "/robots.txt", "/favicon.ico", "/.well-known/security.txt"})
# Pages, and the files that they are made of: of the static ones only ours, not Wagtail's thousands.
FILES = (*(f"/static/{kind}/" for kind in ("css", "fonts", "img", "js")), "/media/images/")
BELOW = (*(f"/{code}/" for code in LANGUAGES), "/api/v1/", "/sitemap", *FILES)
# Parts of an address that is never the same for everybody.
PERSONAL = frozenset({"search", "apply", "track", "verify", "register"})
# What a list may be asked for, by its slug below a language. Any other query is ignored.
PARAMETERS = {
    "programs": frozenset({"page", "status", "theme", "agency"}),
    "news": frozenset({"page", "year", "category"}),
    "figures": frozenset({"page", "theme"}),
}


def is_public(path: str) -> bool:
    """Whether what is read at that address must be the same bytes for every visitor."""
    if not (path in ALONE or path.startswith(BELOW)):
        return False
    return PERSONAL.isdisjoint(path.split("/"))


def parameters(path: str) -> frozenset[str]:
    """Names of the query on which the page at that address depends."""
    _, _, below = path.strip("/").partition("/")
    return PARAMETERS.get(below, frozenset())


def accepted_language(accept_language: str) -> str:
    """The first of our languages that a browser accepts, else the site's own."""
    try:
        accepted = parse_accept_lang_header(accept_language)
    except ValueError:  # longer than any browser's
        accepted = ()
    wanted = (tag.split("-")[0] for tag, quality in accepted if quality)
    return next((tag for tag in wanted if tag in LANGUAGES), settings.LANGUAGE_CODE)


def variant(environ: dict[str, Any]) -> str:
    """`/` alone depends on more than its address: it leads to the visitor's language."""
    if environ.get("PATH_INFO") != "/":
        return ""
    return accepted_language(environ.get("HTTP_ACCEPT_LANGUAGE", ""))


RULES = Rules(is_public, parameters, variant, frozenset({"accept-language"}))


def content_stamp() -> str:
    """The content's stamp, read outside of any request: a connection that has died is made anew."""
    try:
        return stamp.current()
    except Error:  # also that the connection cannot be used any more
        connection.close()
        return stamp.current()
