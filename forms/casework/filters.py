"""By what the lists of the desk are narrowed. Codes only stand in the address, nothing personal."""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.utils import get_user_display_name

from forms.casework.events import Kind
from forms.casework.inbox import overdue
from forms.casework.models import Case, CaseEvent, CaseQuerySet, Registration, Status
from forms.casework.registrations import RegistrationQuerySet, State
from forms.casework.registry import service_choices
from programs.rows import Region

SOON = timedelta(days=30)
# Before there was a workflow, a submission had another kind; both are called the same.
KINDS = [(code, label) for code, label in Kind.choices if code != Kind.SUBMITTED]


def region_choices() -> list[tuple[str, str]]:
    return list(Region.objects.values_list("code", "name_en"))


def one_of(label: str, choices: Any, **options: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, widget=forms.RadioSelect, empty_label="All", **options
    )


def some_of(label: str, choices: Any, **options: Any) -> django_filters.MultipleChoiceFilter:
    return django_filters.MultipleChoiceFilter(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, distinct=False, **options
    )


def days(label: str, **options: Any) -> django_filters.DateFromToRangeFilter:
    """From one day of Pakistan to another, both included."""
    return django_filters.DateFromToRangeFilter(
        label=label, widget=DateRangePickerWidget, **options
    )


class CaseFilterSet(WagtailFilterSet):
    status = some_of("Status", Status.choices)
    service = one_of("Service", service_choices)
    region = one_of("Region", region_choices)
    whose = one_of(
        "Officer", [("mine", "Taken by me"), ("nobody", "Taken by nobody")], method="by_officer"
    )
    due = one_of("Due", [("overdue", "Overdue")], method="by_due")
    flagged = one_of(
        "Same person", [("yes", "Flagged: the same person has another")], method="by_flag"
    )
    submitted_at = days("Submitted")

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()

    def by_officer(self, cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return cases.filter(officer=self.request.user if value == "mine" else None)

    def by_due(self, cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return cases.filter(overdue())

    def by_flag(self, cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return cases.filter(duplicate_of__isnull=False)


class PersonFilter(django_filters.ModelChoiceFilter):
    """A member of staff, by the name that staff are called here."""

    @property
    def field(self) -> Any:
        field = super().field
        field.label_from_instance = get_user_display_name
        return field


def who_acted(request: Any) -> QuerySet[Any]:
    acted = CaseEvent.objects.filter(actor=OuterRef("pk"))
    users = get_user_model()._default_manager
    return users.filter(Exists(acted)).order_by("username")


class EventFilterSet(WagtailFilterSet):
    kind = some_of("What", KINDS, method="by_kind")
    actor = PersonFilter(label="Who", queryset=who_acted, empty_label="Everybody")
    at = days("When")

    class Meta:
        model = CaseEvent
        fields: tuple[str, ...] = ()

    def by_kind(self, events: QuerySet[CaseEvent], name: str, value: list[str]) -> Any:
        both = [Kind.SUBMITTED] if Kind.SUBMIT in value else []
        return events.filter(kind__in=[*value, *both])


class RegistrationFilterSet(WagtailFilterSet):
    service = one_of("Service", service_choices)
    state = one_of("State", State.choices)
    ending = one_of("Ends", [("soon", "Within 30 days")], method="by_end")

    class Meta:
        model = Registration
        fields: tuple[str, ...] = ()

    def by_end(self, rows: RegistrationQuerySet, name: str, value: str) -> RegistrationQuerySet:
        return rows.live().filter(valid_until__lte=timezone.localdate() + SOON)
