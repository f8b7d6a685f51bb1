"""The cases of one service that the list shows, as a file. Taking it is an event with a reason."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from forms.casework.columns import columns_of
from forms.casework.events import CaseEvent, Kind
from forms.casework.export import RESPONSES, XLSX_MOST
from forms.casework.models import Case, CaseQuerySet
from forms.casework.staff_forms import ExportForm
from forms.casework.views.access import EXPORT
from forms.casework.views.case import with_answers
from forms.casework.views.inbox import CaseSelection
from forms.casework.views.lists import FORGOTTEN


class ExportView(CaseSelection):
    """The form, then the file. The address carries the list's filters."""

    needs = EXPORT
    page_title = "Export cases"
    header_icon = "download"
    index_url_name = "cases"
    index_results_url_name = "cases_results"
    default_ordering = "submitted_at"
    template_name = "casework/export.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        initial = {"service": request.GET.get("service")}
        return self.asked(ExportForm(numbers=self.numbers(), initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = ExportForm(request.POST, numbers=self.numbers())
        if self.selected_wrongly or not form.is_valid():
            return self.asked(form, status=400)
        service, file_format = form.cleaned_data["service"], form.cleaned_data["format"]
        cases = with_answers(self.get_queryset().filter(service=service), service)
        number = cases.count()
        if file_format == "xlsx" and number > XLSX_MOST:
            form.add_error("format", f"XLSX holds {XLSX_MOST:,} cases at most: choose CSV.")
            return self.asked(form, status=400)
        self.note_the_export(service, file_format, number, form.cleaned_data["note"])
        return self.file(cases, service, file_format)

    def file(self, cases: CaseQuerySet, service: str, file_format: str) -> HttpResponseBase:
        name = f"{service}-{timezone.localdate():%Y-%m-%d}"
        return RESPONSES[file_format](cases, columns_of(service), name)

    def numbers(self) -> dict[str, int]:
        """How many cases of each service are selected."""
        if self.selected_wrongly:
            return {}
        counted = self.get_queryset().order_by().values_list("service")
        return dict(counted.annotate(number=Count("pk")))

    def note_the_export(self, service: str, file_format: str, number: int, note: str) -> None:
        narrowed = "; ".join(self.narrowed_by()) or "open cases"
        CaseEvent.objects.create(
            kind=Kind.EXPORTED, actor_id=self.request.user.pk, note=note,
            why=f"{service}: {number} cases, {file_format.upper()}, {narrowed}",
        )  # fmt: skip

    @property
    def selected_wrongly(self) -> str:
        """Never everything instead of a selection."""
        if self.is_searching and not self.words:
            return FORGOTTEN
        if self.filters and not self.filters.is_valid():
            return "Correct the filters of the list, then export again."
        return ""

    def narrowed_by(self) -> list[str]:
        """The filters in words; of a search that there was one, never its term."""
        if self.selected_wrongly:
            return []
        search = ["found by a search"] if self.is_searching else []
        return [f"{one.field_label}: {one.value}" for one in self.active_filters] + search

    def asked(self, form: ExportForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(
            {
                "form": form,
                "breadcrumbs_items": [
                    *self.breadcrumbs_items,
                    {"url": reverse("cases"), "label": "Cases"},
                    {"url": "", "label": self.page_title},
                ],
                "header_title": self.page_title,
                "header_icon": self.header_icon,
                "narrowed": self.narrowed_by(),
                "wrong": self.selected_wrongly,
                "list_address": f"{reverse('cases')}?{self.request.GET.urlencode()}",
                "media": form.media,
            },
            status=status,
        )

    def get_base_queryset(self) -> CaseQuerySet:
        return Case.objects.all()
