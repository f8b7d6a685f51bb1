"""What staff do with a case. Everything is sent by a form, and leaves an event.

Two people, or one with two clicks: the second finds the case where the first has put it. The same
person's second click is answered as the first was; somebody else is told that the case has moved.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from forms.casework import addresses, registrations
from forms.casework.events import CaseEvent, Kind
from forms.casework.models import Case, Registration
from forms.casework.staff_forms import (
    MOVES,
    CaseForm,
    EmailForm,
    NoteForm,
    RevealForm,
    RevokeForm,
)
from forms.casework.transitions import NotAllowed, move
from forms.casework.views.access import DECIDE, PROCESS, REVEAL, require
from forms.casework.views.case import CaseAction
from forms.casework.views.inbox import list_address
from forms.casework.views.lists import see
from forms.casework.workflow import BY_NAME, PERMISSIONS, Transition
from forms.outbox.queue import queue

DOUBLE_CLICK = timedelta(minutes=1)
DONE = {
    "take": "You have taken this case.",
    "release": "This case waits for an officer again.",
    "return": "Returned. The applicant has mail.",
    "approve": "Approved. The applicant has mail.",
    "decline": "Declined. The applicant has mail.",
}


class MoveView(CaseAction):
    """A transition of the workflow's table, by whoever may make it."""

    def post(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        transition = transition_of_staff(name)
        require(request.user, PERMISSIONS[transition.who])
        case = self.found()
        if case.status not in transition.sources:
            return self.moved_on(case, transition)
        form = MOVES[name](case, request.POST)
        if not form.is_valid():
            return self.refused(case, form)
        return self.move(case, transition, form)

    def move(self, case: Case, transition: Transition, form: CaseForm) -> HttpResponse:
        try:
            move(
                case, transition.name, by=transition.who, actor=self.request.user,
                note=form.said, steps=form.marked,
            )  # fmt: skip
        except NotAllowed:
            case.refresh_from_db(fields=["status"])
            return self.moved_on(case, transition)
        return done(self.request, case, DONE[transition.name])

    def moved_on(self, case: Case, transition: Transition) -> HttpResponse:
        if just_done(case, transition.name, self.request.user):
            return see(reverse("case", args=[case.pk]))
        messages.warning(
            self.request,
            f"The case has moved on meanwhile: {case.get_status_display()}. Nothing was changed.",
        )
        return see(reverse("case", args=[case.pk]))


class NoteView(CaseAction):
    """A word among colleagues."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(DECIDE):
            require(request.user, PROCESS)
        case = self.found()
        form = NoteForm(case, request.POST)
        if not form.is_valid():
            return self.refused(case, form)
        write_note(case, request.user, form.said)
        return done(request, case, "Noted.")


class RevealView(CaseAction):
    """The page with its personal values in clear, this once: going elsewhere masks them again."""

    needs = REVEAL

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.found()
        form = RevealForm(case, request.POST)
        if not form.is_valid():
            return self.refused(case, form)
        CaseEvent.objects.create(
            case=case, kind=Kind.REVEALED, actor_id=request.user.pk, note=form.said
        )
        return self.show(case, reason=form.said)


class EmailView(CaseAction):
    """Another e-mail address, for an applicant who cannot read mail at the former one."""

    needs = PROCESS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.found()
        form = EmailForm(case, request.POST)
        if not form.is_valid():
            return self.refused(case, form)
        address = form.cleaned_data["email"]
        addresses.change(case, address, actor=request.user, reason=form.said)
        return done(request, case, "Changed. The former and the new address have mail.")


class RevokeView(CaseAction):
    """Ends the registration that a case was granted."""

    needs = DECIDE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.found()
        form = RevokeForm(case, request.POST)
        if not form.is_valid():
            return self.refused(case, form)
        if not revoke(case, request.user, form.said):
            messages.warning(request, "There is no registration to revoke any more.")
            return see(reverse("case", args=[case.pk]))
        return done(request, case, "Revoked. The holder has mail.")


def transition_of_staff(name: str) -> Transition:
    """Raises Http404 for what applicants or the site itself do."""
    transition = BY_NAME.get(name)
    if transition is None or transition.who not in PERMISSIONS:
        raise Http404("no such transition")
    return transition


def just_done(case: Case, kind: str, user: Any) -> bool:
    """Whether this person did just that a moment ago, and nothing has moved the case since."""
    last = case.events.exclude(to_status="").order_by("-pk").first()
    return (
        last is not None
        and last.kind == kind
        and last.actor_id == user.pk
        and last.at > timezone.now() - DOUBLE_CLICK
    )


@transaction.atomic
def write_note(case: Case, user: Any, note: str) -> None:
    """Once, however often the button is pressed."""
    Case.objects.select_for_update(of=("self",)).only("pk").get(pk=case.pk)
    since = timezone.now() - DOUBLE_CLICK
    latest = case.events.filter(kind=Kind.NOTE, actor=user, at__gt=since).order_by("-pk").first()
    if latest is None or latest.note != note:
        CaseEvent.objects.create(case=case, kind=Kind.NOTE, actor=user, note=note)


@transaction.atomic
def revoke(case: Case, user: Any, note: str) -> bool:
    """False if it has ended meanwhile."""
    live = Registration.objects.select_for_update().live().filter(pk=case.registration_id or 0)
    if (registration := live.first()) is None:
        return False
    registrations.end(registration, Kind.REVOKED, actor=user, note=note)
    queue(
        "registration-revoked", registration.pk, language=case.language,
        key=f"revoked-{registration.pk}",
    )  # fmt: skip
    return True


def done(request: HttpRequest, case: Case, words: str) -> HttpResponse:
    back = messages.button(list_address(request), "Back to the list")
    messages.success(request, words, buttons=[back])
    return see(reverse("case", args=[case.pk]))
