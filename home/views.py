"""Search. Results say what kind of thing they are; the page is never cached."""

import unicodedata
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content.filters import Choice, address
from content.paging import page_of, query_without_page
from content.search.words import LONGEST_QUERY
from home.search import KINDS, Found, find, results

PAGE_SIZE = 10
WHAT_IT_DOES = gettext_lazy(
    "Type one or more words, or a number. "
    "You will see the pages, announcements and figures that have all of them."
)


@require_safe
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """`?q=` words, `kind=` one kind of result, `page=`. Any text is a question, never an error."""
    language = (get_language() or "en")[:2]
    query = typed(request.GET.get("q", ""))
    kind = kind_asked(request)
    found = find(query, language)
    pager = page_of(request, found.of_kind(kind), PAGE_SIZE)
    context = {
        "page_title": title_of(query, found),
        "page_description": WHAT_IT_DOES,
        "query": query,
        "found": found,
        "filters": filters(request, found, kind),
        "filtered": bool(kind),
        "cut": kind in found.cut if kind else bool(found.cut),
        "results": results(pager, language),
        "pager": pager,
        "pager_query": query_without_page(request),
    }
    response = render(request, "home/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def typed(text: str) -> str:
    """What was typed, as one line that fits the box: no control characters, no more than fits."""
    visible = (" " if unicodedata.category(letter) in ("Cc", "Cs") else letter for letter in text)
    return " ".join("".join(visible).split())[:LONGEST_QUERY]


def kind_asked(request: HttpRequest) -> str:
    kind = request.GET.get("kind", "")
    if kind and kind not in KINDS:
        raise Http404("no such kind")
    return kind


def title_of(query: str, found: Found) -> str:
    return _("Search: %(words)s") % {"words": query} if found.words else _("Search")


def filters(request: HttpRequest, found: Found, chosen: str) -> list[dict[str, Any]]:
    """Links that narrow the list to one kind, with how many there are; none for a single kind."""
    counts = found.counts()
    if len(counts) < 2 and not chosen:
        return []
    everything = more_than(found) if found.cut else str(len(found.hits))
    kinds = [("", _("All"), everything)]
    kinds += [
        (code, str(many), more_than(found) if code in found.cut else str(counts[code]))
        for code, (_one, many) in KINDS.items()
        if counts[code]
    ]
    choices = [
        Choice(f"{label} ({count})", address(request, "kind", code), code == chosen)
        for code, label, count in kinds
    ]
    return [
        {"name": "kind", "heading": _("Kind of result"), "choices": choices, "selected": chosen}
    ]


def more_than(found: Found) -> str:
    """What is not counted to its end."""
    return _("more than %(number)s") % {"number": found.most}
