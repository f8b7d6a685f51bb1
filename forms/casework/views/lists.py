"""What the lists of the desk share: filters in the address, the search term in the session."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from forms.casework import searching
from forms.casework.views.access import Restricted

PAGE_SIZE = 50
SEARCH = "search"
# Of the address: what only says how a list is shown, not which rows it holds.
SHOWING = ("p", "ordering", "_w_filter_fragment")
FORGOTTEN = "That search is over. Type it again: searches are kept for this sign-in only."


class Cell(Column):
    """A value with its heading beside it where there is no room for headings."""

    cell_template_name = "casework/cells/plain.html"


class DeskList(Restricted, generic.IndexView):
    """A list with filters, and a search box that posts (see `searching`)."""

    template_name = "casework/list.html"
    results_template_name = "casework/list_results.html"
    paginate_by = PAGE_SIZE
    table_classname = "listing case-table"
    is_searchable = False  # Wagtail's own box puts the term into the address
    any_permission_required = None
    FORMATS = ()  # Wagtail's own export leaves formulas as they are
    ordered_by: tuple[str, ...] = ("pk",)  # what follows the chosen column
    carried: tuple[str, ...] = (SEARCH,)  # of the address: what the filters leave in place
    search_label, search_hint = "", ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Search everything, whatever the list was filtered by."""
        words = request.POST.get("words", "").strip()
        query = {SEARCH: searching.remember(request, words)} if words else {}
        return see(self.index_url, query)

    @cached_property
    def search_key(self) -> str:
        return self.request.GET.get(SEARCH, "")

    @cached_property
    def words(self) -> str:
        return searching.recall(self.request, self.search_key) or "" if self.search_key else ""

    @cached_property
    def is_searching(self) -> bool:
        return bool(self.search_key)

    def search_queryset(self, queryset: Any) -> Any:
        """A search that this session does not know finds nothing, never everything."""
        if not self.is_searching:
            return queryset
        return self.matching(queryset, self.words) if self.words else queryset.none()

    def matching(self, queryset: Any, words: str) -> Any:
        raise NotImplementedError

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """A filter that cannot be right finds nothing, never everything."""
        if self.filters and not self.filters.is_valid():
            return queryset.none()
        return super().filter_queryset(queryset)

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By the chosen column, what has no value there last, always in one and the same order."""
        column = F(self.ordering.removeprefix("-"))
        descending = self.ordering.startswith("-")
        first = column.desc(nulls_last=True) if descending else column.asc(nulls_last=True)
        return queryset.order_by(first, *self.ordered_by)

    @property
    def no_results_message(self) -> str:
        if self.is_searching and not self.words:
            return FORGOTTEN
        if self.is_searching and searching.looks_cut_off(self.words):
            return (
                "Nothing is found. A CNIC, an e-mail address and a mobile number are found only "
                "when they are typed whole."
            )
        if self.is_searching or self.is_filtering:
            return "Nothing is found. Try fewer words or filters."
        return self.empty_message

    empty_message = "There is nothing yet."

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        query = self.request.GET
        carried = {name: query[name] for name in self.carried if name in query}
        without = narrowing(query)
        without.pop(SEARCH, None)
        by = searching.kinds(self.words)
        return context | {
            "is_searching": self.is_searching,
            "words": "" if by else self.words,
            "searched_by": by,
            "carried": carried,
            "without_search": f"{self.index_url}?{without.urlencode()}",
        }


def narrowing(query: QueryDict) -> QueryDict:
    """Of a list's address what narrows it: filters and the key of a search."""
    kept = query.copy()
    for name in SHOWING:
        kept.pop(name, None)
    for name in [name for name, values in kept.lists() if not any(values)]:
        del kept[name]
    return kept


class SeeOther(HttpResponseRedirect):
    status_code = 303


def see(url: str, query: dict[str, str] | None = None) -> HttpResponse:
    """Go there after a POST."""
    location = f"{url}?{urlencode(query)}" if query else url
    return SeeOther(location)
