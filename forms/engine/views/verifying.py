"""The code that proves the answered e-mail address; the right one submits at once."""

from django.db import transaction
from django.http import HttpResponse

from forms.engine import codes, drafts, limits, submission
from forms.engine.codes import CodeForm
from forms.engine.encryption import lookup_hash
from forms.engine.journey import Journey
from forms.engine.mails import SUBMIT
from forms.engine.models import Draft
from forms.engine.questions import typed_in
from forms.engine.steps import CHECK, DONE, NO_DRAFT, VERIFY
from forms.engine.views.checking import finished, overtaken, to_missing
from forms.engine.views.showing import see, shown, with_open_draft

AGAIN = "again"


@with_open_draft(VERIFY)
def verify(journey: Journey, draft: Draft) -> HttpResponse:
    """Shows where the code went and takes it; `again` sends a new one."""
    posted = journey.request.POST
    if journey.request.method != "POST":
        return code_page(journey, draft, CodeForm())
    if posted.get("action") == AGAIN:
        return send_again(journey, draft)
    form = CodeForm.of(typed_in(CodeForm, posted))
    if not form.is_valid():
        return code_page(journey, draft, form, status=400)
    return judge(journey, draft, form)


def send_again(journey: Journey, draft: Draft) -> HttpResponse:
    address = submission.answered_email(journey.service, draft)
    if not address:
        return see(journey.url(CHECK))
    limits.check("codes-visitor", limits.visitor(journey.request))
    email_hash = lookup_hash("email", address)
    codes.send(SUBMIT, draft.pk, email_hash=email_hash, language=journey.language)
    return see(journey.url(VERIFY) + "?sent=1")


def judge(journey: Journey, draft: Draft, form: CodeForm) -> HttpResponse:
    """Judge the code and submit, in one transaction: of two clicks the second finds the case."""
    limits.check("submit-visitor", limits.visitor(journey.request))
    try:
        with transaction.atomic():
            locked = drafts.lock(draft.pk)
            if locked.submitted:
                return see(journey.url(DONE))
            proven = codes.proven(SUBMIT, draft.pk, form.cleaned_data["code"])
            if proven is None:
                form.add_error("code", codes.refusal(SUBMIT, draft.pk))
                return code_page(journey, draft, form, status=400)
            return submit_proven(journey, locked, proven)
    except Draft.DoesNotExist:  # deleted in another window
        return see(journey.url(NO_DRAFT))


def submit_proven(journey: Journey, locked: Draft, proven: str) -> HttpResponse:
    """Whatever comes of the submission, the address stays proven."""
    locked.verified_hash = proven
    try:
        closes_at = journey.page.window.closes_at
        submission.repeated(
            lambda: submission.store(journey.service, locked, journey.language, closes_at)
        )
        return finished(journey)
    except submission.Unproven:  # another address was answered since
        answer = see(journey.url(CHECK))
    except submission.Incomplete as missing:
        answer = to_missing(journey, locked, missing)
    except submission.Overtaken:
        answer = overtaken(journey)
    Draft.objects.filter(pk=locked.pk).update(verified_hash=proven)
    return answer


def code_page(journey: Journey, draft: Draft, form: CodeForm, status: int = 200) -> HttpResponse:
    slug, _ = journey.service.email
    return shown(
        journey,
        "form_engine/verify.html",
        {
            "form": form,
            "address": submission.answered_email(journey.service, draft),
            "waiting": codes.current(SUBMIT, draft.pk) is not None,
            "sent": journey.request.GET.get("sent") == "1",
            "change_url": f"{journey.url(slug)}?change=1",
            "back_url": journey.url(CHECK),
        },
        status=status,
    )
