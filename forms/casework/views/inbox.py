"""The inbox: the cases of all services, what is due first on top."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets.button import HeaderButton

from forms.casework import inbox, searching
from forms.casework.columns import local_time
from forms.casework.due import due
from forms.casework.filters import CaseFilterSet, region_choices
from forms.casework.models import Case, CaseQuerySet
from forms.casework.views.access import EXPORT
from forms.casework.views.lists import Cell, DeskList, narrowing, see

LISTED = (
    "pk", "reference", "service", "status", "submitted_at", "due_at", "region", "applicant_name",
    "duplicate_of",
)  # fmt: skip
LAST_LIST = "case_list"


class ReferenceColumn(TitleColumn):
    """The reference, and whether the same person has another case."""

    cell_template_name = "casework/cells/reference.html"


class DueColumn(Column):
    cell_template_name = "casework/cells/due.html"


class CaseSelection(DeskList):
    """Which cases an address means: the same for the list and for its export."""

    model = Case
    filterset_class = CaseFilterSet

    def filter_queryset(self, queryset: Any) -> QuerySet[Case]:
        """Nothing said of statuses: the open cases; a search looks at all."""
        if not self.is_searching and not self.request.GET.getlist("status"):
            queryset = queryset.open()
        return super().filter_queryset(queryset)

    def matching(self, queryset: CaseQuerySet, words: str) -> CaseQuerySet:
        return searching.matching(queryset, words)


class InboxView(CaseSelection):
    page_title = "Cases"
    header_icon = "folder-open-inverse"
    index_url_name = "cases"
    index_results_url_name = "cases_results"
    default_ordering = "due_at"
    ordered_by = ("submitted_at", "pk")
    template_name = "casework/inbox.html"
    results_template_name = "casework/inbox_results.html"
    search_label = "Reference, name, CNIC, e-mail or mobile"
    search_hint = "CNIC, e-mail and mobile whole. What you type stays out of the address."
    empty_message = "No case is open. New ones appear here as soon as they are submitted."
    columns = [
        ReferenceColumn(
            "reference", label="Reference", sort_key="reference", classname="case-whole",
            get_url=lambda case: reverse("case", args=[case.pk]),
        ),
        Cell("applicant_name", label="Name", sort_key="applicant_name"),
        Cell("get_service_display", label="Service"),
        Cell("get_status_display", label="Status"),
        DueColumn("due", label="Due", accessor=due, sort_key="due_at"),
        Cell("officer", label="Officer", accessor=lambda case: officer_of(case)),
        Cell("region_name", label="Region"),
        Cell(
            "submitted_at", label="Submitted", accessor=lambda case: local_time(case)[:10],
            sort_key="submitted_at", classname="case-whole",
        ),
    ]  # fmt: skip

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The way back from a case leads to the list as it was (see `list_address`)."""
        query = narrowing(request.GET).urlencode()
        if request.session.get(LAST_LIST, "") != query:
            request.session[LAST_LIST] = query
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A reference leads straight to its case."""
        found = searching.only_case(request.POST.get("words", ""))
        if found is not None:
            return see(reverse("case", args=[found]))
        return super().post(request, *args, **kwargs)

    def get_base_queryset(self) -> CaseQuerySet:
        return inbox.with_officers(Case.objects.all(), *LISTED)

    def get_table(self, object_list: Any) -> Any:
        """Regions by their names, which are read once."""
        names = dict(region_choices())
        for case in object_list:
            case.region_name = names.get(case.region, case.region)
        return super().get_table(object_list)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm(EXPORT):
            return []
        query = narrowing(self.request.GET).urlencode()
        url = f"{reverse('export_cases')}?{query}"
        return [HeaderButton("Export", url=url, icon_name="download")]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        shown = narrowing(self.request.GET)
        tabs = [
            {"label": one.tab.label, "count": one.count, "query": one.tab.query,
             "current": shown == QueryDict(one.tab.query)}
            for one in inbox.counted(self.request.user)
        ]  # fmt: skip
        return context | {"tabs": tabs}


def officer_of(case: Case) -> str:
    return get_user_display_name(case.officer) if case.officer else ""


def list_address(request: HttpRequest) -> str:
    """The list as this person last saw it."""
    query = request.session.get(LAST_LIST, "")
    return f"{reverse('cases')}?{query}" if query else reverse("cases")
