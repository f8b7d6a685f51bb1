"""The case as its applicant sees it, and what they can do with it."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from forms.casework import retention
from forms.casework.jobs import runs_out_soon
from forms.casework.models import Case, Status
from forms.casework.registry import required
from forms.casework.tracking import cookies, removal, story, visits
from forms.casework.tracking.answering import reopen, steps_asked
from forms.casework.tracking.pages import (
    of_an_open_visit,
    only_by_form,
    see,
    see_address,
    shown,
)
from forms.casework.transitions import NotAllowed, move
from forms.casework.workflow import OPEN, Who
from forms.engine import drafts, services


def about(case: Case) -> dict[str, object]:
    """What names a case on its pages."""
    return {
        "case": case,
        "service": required(case.service).title,
        "submitted": timezone.localtime(case.submitted_at),
    }


@of_an_open_visit
def show(request: HttpRequest, case: Case) -> HttpResponse:
    history, registration = story.history(case), case.registration
    return shown(
        request,
        "case",
        {
            **about(case),
            "standing": story.standing(case),
            "history": history,
            "reason": story.reason(case, history),
            "may": story.actions(case.status),
            "asked": steps_asked(case),
            "registration": registration,
            "registration_state": registration and story.REGISTRATION_STATES[registration.state],
            "renew_url": renew_url(case),
        },
    )


def renew_url(case: Case) -> str:
    """Where a registration that ran out, or soon will, is renewed."""
    registration = case.registration
    if registration is None or not runs_out_soon(registration):
        return ""
    return services.apply_path(case.service, get_language() or "en").removesuffix("apply/")


@of_an_open_visit
@only_by_form
def answer(request: HttpRequest, case: Case) -> HttpResponse:
    """Opens the marked questions, in a draft of this browser."""
    if case.status != Status.RETURNED:
        return see("track_case")
    _, token = reopen(case)
    response = see_address(services.apply_path(case.service, get_language() or "en"))
    drafts.remember(response, token, services.apply_paths(case.service), case.service)
    return response


@of_an_open_visit
def withdraw(request: HttpRequest, case: Case) -> HttpResponse:
    """Asks once. What was begun as an answer goes with it."""
    if "withdraw" not in story.actions(case.status):
        return see("track_case")
    if request.method != "POST":
        kept = retention.kept_days(case.service, Status.WITHDRAWN)
        context = {**about(case), "kept_days": kept, "back_url": reverse("track_case")}
        return shown(request, "withdraw", context)
    with suppress(NotAllowed):  # decided in the meantime: the next page says so
        move(case, "withdraw", by=Who.APPLICANT)
        removal.forget_answers_on_the_way(case)
    return see("track_case")


@of_an_open_visit
def delete(request: HttpRequest, case: Case) -> HttpResponse:
    """Asks once; afterwards this browser holds a visit with nothing but the receipt."""
    if request.method != "POST":
        return shown(
            request,
            "delete",
            {
                **about(case),
                "files": case.files.count(),  # type: ignore[attr-defined]
                "open": case.status in OPEN,
                "ends": removal.ends_with(case),
                "back_url": reverse("track_case"),
            },
        )
    receipt = removal.remove(case)
    response = see("track_deleted")
    cookies.remember(response, visits.begin(receipt=receipt)[1])
    return response
