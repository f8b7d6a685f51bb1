"""The registrations that were granted, to look up. What is done with one, is done on its case."""

from typing import Any

from django.db.models import Max, QuerySet
from django.urls import reverse
from wagtail.admin.ui.tables import TitleColumn

from forms.casework import searching
from forms.casework.filters import RegistrationFilterSet
from forms.casework.models import Case, Registration
from forms.casework.registry import service_choices
from forms.casework.views.access import REGISTRATIONS
from forms.casework.views.lists import Cell, DeskList


class RegistrationsView(DeskList):
    model = Registration
    needs = REGISTRATIONS
    page_title = "Registrations"
    header_icon = "clipboard-list"
    filterset_class = RegistrationFilterSet
    index_url_name = "registrations"
    index_results_url_name = "registrations_results"
    default_ordering = "-granted_at"
    search_label = "Number, name, CNIC, e-mail or mobile"
    search_hint = "CNIC, e-mail and mobile whole. What you type stays out of the address."
    empty_message = "Nobody is registered yet. A registration begins when a case is approved."
    columns = [
        TitleColumn(
            "number", label="Number", sort_key="number", classname="case-whole",
            get_url=lambda one: one.latest_case and reverse("case", args=[one.latest_case]),
        ),
        Cell("holder_name", label="Holder", sort_key="holder_name"),
        Cell("service", label="Service", accessor=lambda one: service_name(one.service)),
        Cell("state", label="State", accessor="get_state_display"),
        Cell("valid_until", label="Valid until", sort_key="valid_until"),
        Cell("granted_at", label="Granted", accessor=lambda one: one.granted_at.date()),
    ]  # fmt: skip

    def get_base_queryset(self) -> QuerySet[Registration]:
        """The number leads to the newest case on it."""
        return Registration.objects.defer("cnic").annotate(latest_case=Max("cases"))

    def matching(self, queryset: QuerySet[Registration], words: str) -> QuerySet[Registration]:
        return queryset.filter(cases__in=searching.matching(Case.objects.all(), words))


def service_name(code: str) -> Any:
    return dict(service_choices()).get(code, code)
