"""The pages below a start page: questions, summary, confirmation. Never cached, no script needed.

| status | when |
|---|---|
| 303 | every accepted POST, so that a reload sends nothing twice; a page whose turn it is not |
| 400 | a refused answer: the page again, with what was typed and what to do |
| 403 | a POST outside the form's dates (a GET is led to the start page, which says so) |
| 404 | no such question |
| 405 | neither GET, HEAD nor POST |

A body that is too large (413) or lacks the CSRF token (403) is refused before it comes here.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from forms.engine import drafts, submission
from forms.engine.answers import answers_of
from forms.engine.journey import Journey
from forms.engine.models import LIFETIME, Draft
from forms.engine.questions import QuestionForm, Typed, typed_in
from forms.engine.steps import DONE, LEAVE, LEFT, NO_DRAFT, Step


@require_http_methods(["GET", "HEAD"])
def begin(request: HttpRequest, page: Any) -> HttpResponse:
    """`apply/`: to where the visitor was, or to the first question."""
    return see(Journey(page, request).resume_url)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, page: Any, slug: str) -> HttpResponse:
    journey = Journey(page, request)
    found = page.service.by_slug.get(slug)
    if found is None:
        raise Http404("no such question")
    answer = take if request.method == "POST" else ask
    return answer(journey, found)


def ask(journey: Journey, step: Step) -> HttpResponse:
    """Show a question, with the answer given earlier."""
    draft = journey.open_draft
    if draft is None and step is not journey.service.steps[0]:
        return see(journey.url(NO_DRAFT))
    if not journey.may_open(step):
        return see(journey.resume_url)
    return question(journey, step, earlier(draft, step))


def earlier(draft: Draft | None, step: Step) -> QuestionForm:
    """The form as it was left: empty, half filled, or accepted. What was accepted is judged anew,
    since a list may have changed."""
    typed = draft.typed(step.slug) if draft else {}
    if not draft or not typed:
        return step.form()
    return step.form.of(typed) if draft.answered(step.slug) else step.form.unjudged(typed)


def take(journey: Journey, step: Step) -> HttpResponse:
    """Save what was typed, valid or not; then go where the pressed button leads."""
    if elsewhere := not_this_draft(journey):
        return see(journey.url(elsewhere))
    typed = typed_in(step.form, journey.request.POST)
    form = step.form.of(typed)
    accepted = form.is_valid()
    lost = bool(journey.request.POST.get("draft")) and journey.open_draft is None
    try:
        token = store(journey, step, typed, accepted)
    except (drafts.AlreadySubmitted, Draft.DoesNotExist):
        return see(journey.url(DONE))
    response = see(journey.url(NO_DRAFT)) if lost else where_to(journey, step, form, accepted)
    if token:
        drafts.remember(response, token, journey.cookie_paths)
    return response


def not_this_draft(journey: Journey) -> str:
    """Where a page leads that belongs to another draft than the browser's: to the confirmation if
    it was submitted meanwhile, else to an explanation. Two people's answers are never mixed."""
    sent, draft = journey.request.POST.get("draft"), journey.draft
    if draft is None or not sent or sent != str(draft.pk):
        return NO_DRAFT if sent and journey.open_draft else ""
    return DONE if draft.submitted else ""


def store(journey: Journey, step: Step, typed: Typed, accepted: bool) -> str:
    """Keep the page in the draft; makes one at the first POST. Returns a new draft's token."""
    draft, token = journey.open_draft, ""
    if draft is None:
        draft, token = drafts.begin(journey.service.code, journey.language)
    journey.draft = drafts.keep(
        draft, step.slug, typed, complete=accepted, language=journey.language
    )
    return token


def where_to(journey: Journey, step: Step, form: QuestionForm, accepted: bool) -> HttpResponse:
    posted = journey.request.POST
    if posted.get("action") == LEAVE:
        return see(journey.url(LEAVE))
    if posted.get("language", "") in journey.other_languages:
        change = "?change=1" if changing(journey) else ""
        return see(journey.url(step.slug, posted["language"]) + change)
    if not accepted:
        return question(journey, step, form, status=400)
    return see(journey.next_url(step, changing(journey)))


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, page: Any) -> HttpResponse:
    """Asks once; the POST deletes the answers and this browser's way to them."""
    journey = Journey(page, request)
    draft = journey.open_draft
    if draft and request.method != "POST":
        return shown(journey, "form_engine/leave.html", {"back_url": journey.resume_url})
    if draft:
        draft.delete()
    response = see(journey.url(LEFT))
    drafts.forget(response, journey.cookie_paths)
    return response


def question(journey: Journey, step: Step, form: QuestionForm, status: int = 200) -> HttpResponse:
    draft = journey.open_draft
    return shown(
        journey,
        step.template,
        {
            "form": form,
            "step": step,
            "draft_id": draft.pk if draft else "",
            "back_url": journey.back_url(step, changing(journey)),
            "progress": journey.progress(step),
            "changing": changing(journey),
            "languages_template": "form_engine/languages.html",
        },
        status=status,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, page: Any) -> HttpResponse:
    """The summary; its POST submits."""
    journey = Journey(page, request)
    if journey.draft is None:
        return see(journey.url(NO_DRAFT))
    if journey.draft.submitted:
        return see(journey.url(DONE))
    try:
        if request.method == "POST":
            return submit(journey, journey.draft)
        return summary(journey, journey.draft)
    except submission.Incomplete as missing:
        return see(journey.url(missing.step.slug))


def submit(journey: Journey, draft: Draft) -> HttpResponse:
    try:
        submission.submit(
            journey.service,
            draft,
            language=journey.language,
            consent_text=journey.page.consent,
        )
    except Draft.DoesNotExist:  # deleted in another window
        return see(journey.url(NO_DRAFT))
    return see(journey.url(DONE))


def summary(journey: Journey, draft: Draft) -> HttpResponse:
    forms = submission.judged(journey.service, draft)
    answers = [answer for slug, form in forms.items() for answer in answers_of(slug, form)]
    last = journey.service.steps[-1]
    return shown(
        journey,
        "form_engine/check.html",
        {
            "answers": [(answer, journey.url(answer.step)) for answer in answers],
            "back_url": journey.url(last.slug),
            "leave_url": journey.url(LEAVE),
        },
    )


@require_http_methods(["GET", "HEAD"])
def done(request: HttpRequest, page: Any) -> HttpResponse:
    """The confirmation, as often as the visitor wants to see it that day."""
    journey = Journey(page, request)
    draft = journey.draft
    if draft is None:
        return see(journey.url(NO_DRAFT))
    if not draft.submitted:
        return see(journey.resume_url)
    return shown(
        journey,
        "form_engine/done.html",
        {"reference": draft.reference, "submitted_at": draft.updated_at},
    )


@require_http_methods(["GET", "HEAD"])
def no_draft(request: HttpRequest, page: Any) -> HttpResponse:
    """The answers are not there (any more): why that may be, and what to do."""
    journey = Journey(page, request)
    return shown(journey, "form_engine/no_draft.html", {"kept": journey.open_draft is not None})


@require_http_methods(["GET", "HEAD"])
def left(request: HttpRequest, page: Any) -> HttpResponse:
    return shown(Journey(page, request), "form_engine/left.html", {})


@require_http_methods(["GET", "HEAD", "POST"])
def closed(request: HttpRequest, page: Any) -> HttpResponse:
    """Outside its dates the form is not open: a link leads to the start page, which says so; what
    was sent is refused (403) with the date, and what happens to the answers."""
    journey = Journey(page, request)
    if request.method != "POST":
        return see(journey.start_url)
    return shown(journey, "form_engine/closed.html", {}, status=403)


def changing(journey: Journey) -> bool:
    """Whether the question was opened from the summary."""
    return journey.request.GET.get("change") == "1"


def see(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address, "Cache-Control": "no-store"})


def shown(
    journey: Journey, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    response = render(
        journey.request,
        template,
        {
            "page": journey.page,
            "journey": journey,
            "window": journey.page.window,
            "lifetime_days": LIFETIME.days,
            **context,
        },
        status=status,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
