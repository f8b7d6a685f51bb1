"""Lists in pages of a fixed size, by `?page=`."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, QueryDict


def page_of(request: HttpRequest, rows: Any, size: int) -> Page[Any]:
    """The page that the address asks for. Anything that is no such page is not found (404)."""
    try:
        return Paginator(rows, size).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404("no such page") from error


def query_without_page(request: HttpRequest) -> str:
    """The query string to which `page=` is appended, such as `status=completed&`."""
    query: QueryDict = request.GET.copy()
    query.pop("page", None)
    return f"{query.urlencode()}&" if query else ""
