"""The summary, and the submission that it leads to."""

from django.http import HttpResponse

from forms.engine import codes, drafts, gate, limits, submission
from forms.engine.answers import Answer, answers_of
from forms.engine.journey import Journey
from forms.engine.mails import SUBMIT
from forms.engine.models import Draft
from forms.engine.questions import QuestionForm
from forms.engine.steps import CHECK, DONE, LEAVE, NO_DRAFT, SAVE, VERIFY
from forms.engine.views.showing import see, shown, with_open_draft


@with_open_draft(CHECK, seen=False)
def check(journey: Journey, draft: Draft) -> HttpResponse:
    """The summary; its POST submits, or saves for later. A draft that ends with this request needs
    no note that it is in use, which would be a transaction of its own."""
    try:
        return answer(journey, draft)
    except submission.Incomplete as missing:
        return to_missing(journey, draft, missing)
    finally:
        if not draft.submitted:
            drafts.seen(draft)


def answer(journey: Journey, draft: Draft) -> HttpResponse:
    if journey.request.POST.get("action") == SAVE:
        return see(journey.url(SAVE))
    return submit(journey, draft) if journey.request.method == "POST" else summary(journey, draft)


def summary(journey: Journey, draft: Draft) -> HttpResponse:
    return shown(
        journey,
        "form_engine/check.html",
        {
            "answers": lines(journey, submission.judged(journey.service, draft)),
            "back_url": journey.url(journey.steps[-1].slug),
            "leave_url": journey.url(LEAVE),
        },
    )


def lines(journey: Journey, forms: dict[str, QuestionForm]) -> list[tuple[Answer, str]]:
    """Each answer, and where it can be changed: not at all if its question is not open."""
    urls = {step.slug: journey.url(step.slug) for step in journey.steps}
    return [
        (answer, urls.get(slug, ""))
        for slug, form in forms.items()
        for answer in answers_of(slug, form)
    ]


def to_missing(journey: Journey, draft: Draft, missing: submission.Incomplete) -> HttpResponse:
    """To the question that needs an answer. One of a returned case that nobody asked about, but
    whose answer does not stand any more (a list has changed), is opened too."""
    slug = missing.step.slug
    if missing.step not in journey.steps:
        drafts.open_step(draft, slug)
    return see(journey.url(slug))


def submit(journey: Journey, draft: Draft) -> HttpResponse:
    """Make a case of the draft; an address that is not proven is asked for its code first."""
    if draft.verified_hash:
        limits.check("submit-visitor", limits.visitor(journey.request))
    try:
        draft.reference = submission.submit(
            journey.service,
            draft,
            language=journey.language,
            closes_at=journey.page.window.closes_at,
        )
    except submission.Unproven as unproven:
        return ask_code(journey, draft, unproven.email_hash)
    except submission.Overtaken:
        return overtaken(journey)
    except Draft.DoesNotExist:  # deleted in another window
        return see(journey.url(NO_DRAFT))
    return finished(journey)


def ask_code(journey: Journey, draft: Draft, email_hash: str) -> HttpResponse:
    """Send the code, unless one is on its way: a second click must not end the first code."""
    waiting = codes.current(SUBMIT, draft.pk)
    if waiting is None or waiting.email_hash != email_hash:
        limits.check("codes-visitor", limits.visitor(journey.request))
        codes.send(SUBMIT, draft.pk, email_hash=email_hash, language=journey.language)
    return see(journey.url(VERIFY))


def finished(journey: Journey) -> HttpResponse:
    gate.ended(journey.request)
    return see(journey.url(DONE))


def overtaken(journey: Journey) -> HttpResponse:
    """The returned case was closed or answered meanwhile; nothing was stored."""
    return shown(journey, "form_engine/overtaken.html", status=400)
