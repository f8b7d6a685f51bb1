"""The audit trail: everything that was done, by whom, when and why; nothing personal."""

import re
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.ui.tables import TitleColumn

from forms.casework import history, searching
from forms.casework.filters import EventFilterSet
from forms.casework.models import Case, CaseEvent
from forms.casework.views.access import AUDIT
from forms.casework.views.lists import SEARCH, Cell, DeskList

ID = re.compile(r"[0-9]{1,18}")


class LineColumn(Cell):
    """One part of an event's line."""

    def get_value(self, instance: Any) -> Any:
        return getattr(instance.line, self.name)


class MomentColumn(LineColumn):
    cell_template_name = "casework/cells/moment.html"


class WhyColumn(LineColumn):
    """The machine's words and, where the trail is kept for it, the person's reason."""

    cell_template_name = "casework/cells/why.html"


class AuditView(DeskList):
    model = CaseEvent
    needs = AUDIT
    page_title = "Audit trail of cases"
    header_icon = "history"
    filterset_class = EventFilterSet
    index_url_name = "cases_audit"
    index_results_url_name = "cases_audit_results"
    default_ordering = "-at"
    ordered_by = ("-pk",)
    carried = (SEARCH, "case")
    search_label = "Reference of a case"
    search_hint = "Or a name, a CNIC, an e-mail address, a mobile number: whole."
    columns = [
        MomentColumn("at", label="When", sort_key="at"),
        LineColumn("what", label="What"),
        TitleColumn(
            "case", label="Case", accessor=lambda event: event.case.reference if event.case else "",
            get_url=lambda event: event.case_id and reverse("case", args=[event.case_id]),
            classname="case-whole",
        ),
        LineColumn("who", label="Who"),
        LineColumn("moved", label="Status"),
        WhyColumn("why", label="Why"),
    ]  # fmt: skip

    def get_base_queryset(self) -> QuerySet[CaseEvent]:
        events = CaseEvent.objects.select_related("actor", "case").only(
            "kind", "at", "from_status", "to_status", "why", "note", "case__reference",
            "actor__username", "actor__first_name", "actor__last_name",
        )  # fmt: skip
        chosen = self.request.GET.get("case", "")
        if not chosen:
            return events
        return events.filter(case=chosen) if ID.fullmatch(chosen) else events.none()

    def matching(self, queryset: QuerySet[CaseEvent], words: str) -> QuerySet[CaseEvent]:
        return queryset.filter(case__in=searching.matching(Case.objects.all(), words))

    def get_table(self, object_list: Any) -> Any:
        for event in object_list:
            event.line = history.line(event, note=event.kind in history.REASONS)
        return super().get_table(object_list)
