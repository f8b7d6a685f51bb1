"""The desk: list, case, export. Identifiers are decrypted on the case page and in the export only,
and both leave an event."""

from typing import Any

import django_filters
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from forms.casework.columns import columns_of, local_time
from forms.casework.export import csv_response
from forms.casework.models import Case, CaseEvent, CaseQuerySet
from forms.casework.registry import ServiceDesk, desk, desks, service_choices

PAGE_SIZE = 50
LISTED = ("pk", "reference", "service", "status", "submitted_at", "applicant_name", "language")
POLICY = ModelPermissionPolicy(Case)


class CaseFilterSet(WagtailFilterSet):
    service = django_filters.ChoiceFilter(choices=service_choices)
    submitted_at = django_filters.DateFromToRangeFilter(
        label="Submitted", widget=DateRangePickerWidget
    )

    class Meta:
        model = Case
        fields = ["service", "submitted_at"]


class CaseListView(generic.IndexView):
    """All cases, newest first. A search is a reference, or words of a name."""

    model = Case
    permission_policy = POLICY
    any_permission_required: list[str] | None = ["view"]
    page_title = "Cases"
    header_icon = "folder-open-inverse"
    index_url_name = "cases"
    index_results_url_name = "cases_results"
    filterset_class = CaseFilterSet
    is_searchable = True
    default_ordering = "-submitted_at"
    paginate_by = PAGE_SIZE
    FORMATS = ()  # Wagtail's own export leaves formulas as they are
    columns = [
        TitleColumn(
            "reference", label="Reference", sort_key="reference",
            get_url=lambda case: reverse("case", args=[case.pk]),
        ),
        Column("applicant_name", label="Name", sort_key="applicant_name"),
        Column("get_service_display", label="Service"),
        Column("get_status_display", label="Status"),
        Column("submitted_at", label="Submitted", accessor=local_time, sort_key="submitted_at"),
    ]  # fmt: skip

    def get_base_queryset(self) -> CaseQuerySet:
        return Case.objects.only(*LISTED)

    def order_queryset(self, queryset: CaseQuerySet) -> CaseQuerySet:
        ordered: CaseQuerySet = super().order_queryset(queryset)
        return ordered.order_by(*ordered.query.order_by, "-pk")

    def search_queryset(self, queryset: CaseQuerySet) -> CaseQuerySet:
        return queryset.found_by(self.search_query) if self.is_searching else queryset

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """A download for each service, of the cases that the list shows."""
        if not POLICY.user_has_permission(self.request.user, "export"):
            return []
        query = self.request.GET.urlencode()
        return [
            HeaderButton(
                f"Download {one.name} (CSV)",
                url=f"{reverse('export_cases', args=[one.code])}?{query}",
                icon_name="download",
            )
            for one in desks()
        ]


class CaseView(PermissionCheckedMixin, WagtailAdminTemplateMixin, generic.base.View):
    """One case with its answers and its history. Seeing it is an event."""

    permission_policy = POLICY
    permission_required = "view"
    template_name = "casework/case.html"
    header_icon = "folder-open-inverse"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = with_answers(Case.objects.all()).filter(pk=pk).first()
        if case is None:
            raise Http404("no such case")
        self.page_title = case.reference
        history = list(case.events.select_related("actor"))
        CaseEvent.objects.create(case=case, kind=CaseEvent.Kind.VIEWED, actor_id=request.user.pk)
        context = self.get_context_data(
            case=case,
            answers=[(one.heading, one.text(case)) for one in columns_of(case.service)],
            history=history,
        )
        return self.render_to_response(context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("cases"), "label": "Cases"},
            {"url": "", "label": self.page_title},
        ]


class ExportView(CaseListView):
    """The cases of one service that the list would show, as CSV. Taking them is an event."""

    any_permission_required = None
    permission_required = "export"

    def get(self, request: HttpRequest, service: str) -> HttpResponseBase:
        found = desk(service)
        if found is None:
            raise Http404("no such service")
        if self.filters and not self.filters.is_valid():  # never everything instead of a selection
            return HttpResponseBadRequest("Correct the filters of the list, then export again.")
        cases = with_answers(self.get_queryset().filter(service=service), found)
        CaseEvent.objects.create(
            kind=CaseEvent.Kind.EXPORTED,
            actor_id=request.user.pk,
            why=f"{service}: {cases.count()} cases",
        )
        name = f"{service}-{timezone.localdate():%Y-%m-%d}"
        return csv_response(cases, columns_of(service), name)

    def get_base_queryset(self) -> CaseQuerySet:
        return Case.objects.all()


def with_answers(cases: CaseQuerySet, only: ServiceDesk | None = None) -> CaseQuerySet:
    """With the services' own tables, in a fixed number of queries."""
    for one in [only] if only else desks():
        cases = cases.select_related(*one.related).prefetch_related(*one.many)
    return cases
