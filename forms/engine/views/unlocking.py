"""A draft that was left alone for an hour: a code by e-mail opens it again in this browser."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from forms.engine import codes, drafts, limits
from forms.engine.addresses import masked
from forms.engine.codes import CodeForm
from forms.engine.journey import Journey
from forms.engine.mails import UNLOCK as PURPOSE
from forms.engine.models import Draft
from forms.engine.questions import typed_in
from forms.engine.steps import CHECK, LEAVE, SAVE
from forms.engine.views.showing import BOTH, see, shown

SEND, ANEW = "send", "anew"


@require_http_methods(BOTH)
def unlock(request: HttpRequest, page: Any) -> HttpResponse:
    """Nothing of the answers is shown here, but for a hint of the address."""
    journey = Journey(page, request)
    draft = journey.open_draft
    if draft is None or not draft.locked:
        return see(destination(journey))
    if request.method != "POST":
        return code_page(journey, draft, CodeForm())
    return answer(journey, draft, request.POST.get("action", ""))


def answer(journey: Journey, draft: Draft, action: str) -> HttpResponse:
    if action == SEND:
        return send(journey, draft)
    if action == ANEW:
        return begin_anew(journey, draft)
    form = CodeForm.of(typed_in(CodeForm, journey.request.POST))
    if not form.is_valid():
        return code_page(journey, draft, form, status=400)
    return judge(journey, draft, form)


def begin_anew(journey: Journey, draft: Draft) -> HttpResponse:
    """Another person at this computer; the draft stays in reach of its owner, by a link."""
    drafts.end(draft)
    response = see(journey.url())
    drafts.forget(response, journey.cookie_paths)
    return response


def send(journey: Journey, draft: Draft) -> HttpResponse:
    limits.check("codes-visitor", limits.visitor(journey.request))
    codes.send(PURPOSE, draft.pk, email_hash=draft.email_hash, language=journey.language)
    return see(journey.unlock_url(target(journey)))


def judge(journey: Journey, draft: Draft, form: CodeForm) -> HttpResponse:
    proven = codes.proven(PURPOSE, draft.pk, form.cleaned_data["code"])
    if proven is None:
        form.add_error("code", codes.refusal(PURPOSE, draft.pk))
        return code_page(journey, draft, form, status=400)
    Draft.objects.filter(pk=draft.pk).update(seen_at=timezone.now(), verified_hash=proven)
    return see(destination(journey))


def target(journey: Journey) -> str:
    """The page on which the visitor was, if there is one of that name."""
    name = journey.request.GET.get("to", "")
    return name if name in journey.service.by_slug or name in {CHECK, SAVE, LEAVE} else ""


def destination(journey: Journey) -> str:
    return journey.url(target(journey))


def code_page(journey: Journey, draft: Draft, form: CodeForm, status: int = 200) -> HttpResponse:
    return shown(
        journey,
        "form_engine/unlock.html",
        {
            "form": form,
            "address": masked(draft.email),
            "waiting": codes.current(PURPOSE, draft.pk) is not None,
        },
        status=status,
    )
