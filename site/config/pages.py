"""Which addresses are public pages, the same for everybody, and how long they may be kept."""

from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.models import get_page_models

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
# What pages may be asked for, by their address below a language, and the stamp under which that was
# read: editors may call a list whatever they like. Any other query is ignored.
_parameters: dict[str, frozenset[str]] = {}
_parameters_under = ""


def is_public(path: str) -> bool:
    """Whether what is read at that address must be the same bytes for every visitor."""
    if not (path in ALONE or path.startswith(BELOW)):
        return False
    return PERSONAL.isdisjoint(path.split("/"))


def parameters(path: str) -> frozenset[str]:
    """Names of the query on which the page at that address depends."""
    return _parameters.get(below_language(path), frozenset())


def below_language(path: str) -> str:
    return path.strip("/").partition("/")[2]


def declared_parameters() -> dict[str, frozenset[str]]:
    """Of each page that depends on its query. Both languages have the same addresses."""
    return {
        below_language(parts[2]): page.query_parameters
        for model in get_page_models()
        if getattr(model, "query_parameters", None)
        for page in model._default_manager.live()
        if (parts := page.get_url_parts())
    }


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
    """The content's stamp, read outside of any request: a connection that has died is made anew.
    What pages depend on is read with it.
    """
    try:
        return _read()
    except Error:  # also that the connection cannot be used any more
        connection.close()
        return _read()


def _read() -> str:
    global _parameters, _parameters_under
    current = stamp.current()
    if current != _parameters_under:
        _parameters, _parameters_under = declared_parameters(), current
    return current
