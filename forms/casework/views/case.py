"""The page of one case: what it tells, what may be done with it now, what has happened to it."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from forms.casework import history
from forms.casework.columns import shown
from forms.casework.due import due
from forms.casework.models import Case, CaseEvent, CaseQuerySet, Status
from forms.casework.registrations import State
from forms.casework.registry import desk
from forms.casework.staff_forms import (
    DIRECTIONS,
    MOVES,
    CaseForm,
    EmailForm,
    NoteForm,
    RevealForm,
    RevokeForm,
)
from forms.casework.transitions import allowed
from forms.casework.views.access import AUDIT, DECIDE, PROCESS, REVEAL, Restricted
from forms.casework.views.inbox import list_address, officer_of

LOOKED_AGAIN = timedelta(hours=1)
USUAL_FIRST = ("take", "approve", "return", "decline", "release")
WAITS_FOR = {
    Status.SUBMITTED: "An officer takes it next.",
    Status.IN_REVIEW: (
        "An officer checks it, and returns it if something is missing. If nothing is, an approver "
        "decides."
    ),
    Status.RETURNED: "The applicant answers next.",
    Status.APPROVED: "It is decided.",
    Status.DECLINED: "It is decided.",
    Status.WITHDRAWN: "It is closed.",
}


class CasePage(Restricted, WagtailAdminTemplateMixin, View):
    """Shows a case; personal values are masked unless there is a reason to show them."""

    template_name = "casework/case.html"
    header_icon = "folder-open-inverse"
    case: Case

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.bound: dict[str, CaseForm] = {}

    def found(self) -> Case:
        """The case of the address. Raises Http404."""
        wanted = Case.objects.filter(pk=self.kwargs["pk"])
        service = wanted.values_list("service", flat=True).first()
        if service is None:
            raise Http404("no such case")
        case = with_answers(wanted.select_related("officer", "registration"), service).get()
        self.page_title = case.reference
        return case

    def show(self, case: Case, *, reason: str = "", status: int = 200) -> HttpResponse:
        """With a `reason`, personal values stand in clear."""
        events = list(case.events.select_related("actor"))
        if self.request.method == "GET":
            note_the_look(case, self.request.user, events)
        return self.render_to_response(
            self.get_context_data(
                case=case, revealed=bool(reason), reason=reason,
                **self.told(case, bool(reason), events),
            ),
            status=status,
        )  # fmt: skip

    def told(self, case: Case, revealed: bool, events: list[CaseEvent]) -> dict[str, Any]:
        user: Any = self.request.user
        works = user.has_perm(PROCESS) or user.has_perm(DECIDE)
        past = history.lines(events, internal=works)
        language = case.consent_language or case.language
        return {
            "answers": shown(case, revealed=revealed),
            "due": due(case),
            "officer": officer_of(case),
            "waits_for": WAITS_FOR[Status(case.status)],
            "same_person": same_person(case),
            "files": list(case.files.select_related("upload")),
            "happened": [one for one in past if not one.looked],
            "looked": [one for one in past if one.looked],
            "moves": self.moves(case),
            "others": self.others(case, works),
            "reveal": self.form(RevealForm, case) if user.has_perm(REVEAL) else None,
            "may_audit": user.has_perm(AUDIT),
            "consent_language": language,
            "consent_direction": DIRECTIONS.get(language, "ltr"),
            "list_address": list_address(self.request),
        }

    def moves(self, case: Case) -> list[dict[str, Any]]:
        """The transitions that this person may make now, what is usual first."""
        labels = {one.name: one.staff for one in allowed(case, self.request.user)}
        usual = [name for name in USUAL_FIRST if name in labels]
        return [
            {"form": self.form(MOVES[name], case), "label": labels[name], "secondary": place > 0}
            for place, name in enumerate(usual)
        ]

    def others(self, case: Case, works: bool) -> list[dict[str, Any]]:
        """What may be done besides moving the case on."""
        user: Any = self.request.user
        registration = case.registration
        active = registration is not None and registration.state == State.ACTIVE
        offered: tuple[tuple[type[CaseForm], str, bool], ...] = (
            (NoteForm, "Write a note", works),
            (EmailForm, "Change the e-mail address", user.has_perm(PROCESS)),
            (RevokeForm, "Revoke the registration", active and user.has_perm(DECIDE)),
        )
        return [
            {"form": self.form(form, case), "label": label,
             "action": reverse(f"case_{form.name}", args=[case.pk])}
            for form, label, offer in offered if offer
        ]  # fmt: skip

    def form(self, kind: type[CaseForm], case: Case) -> CaseForm:
        """As it was sent, if it was refused; else a fresh one."""
        return self.bound.get(kind.name) or kind(case)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": list_address(self.request), "label": "Cases"},
            {"url": "", "label": self.page_title},
        ]


class CaseView(CasePage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(self.found())


class CaseAction(CasePage):
    """Something that is sent from the page of a case. Its bare address leads back there."""

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        return redirect("case", pk)

    def refused(self, case: Case, form: CaseForm) -> HttpResponse:
        """The page again, with what was typed and what is wrong with it; masked."""
        self.bound = {form.name: form}
        return self.show(case, status=400)


def note_the_look(case: Case, user: Any, events: list[CaseEvent]) -> None:
    """Seeing a case is an event, once an hour for each person."""
    since = timezone.now() - LOOKED_AGAIN
    if not any(
        one.kind == CaseEvent.Kind.VIEWED and one.actor_id == user.pk and one.at > since
        for one in events
    ):
        CaseEvent.objects.create(case=case, kind=CaseEvent.Kind.VIEWED, actor=user)


def same_person(case: Case) -> list[Case]:
    """The cases that this one is flagged for, and those that are flagged for this one."""
    flagged = Q(duplicate_of=case.pk) | Q(pk=case.duplicate_of_id)
    found = Case.objects.filter(flagged).newest_first()
    return list(found.only("pk", "reference", "status", "submitted_at"))


def with_answers(cases: CaseQuerySet, service: str) -> CaseQuerySet:
    """With the service's own tables, in a fixed number of queries; what is not shown stays
    encrypted."""
    cases = cases.defer("answers", "return_note")
    if (found := desk(service)) is None:
        return cases
    return cases.select_related(*found.related).prefetch_related(*found.many)
