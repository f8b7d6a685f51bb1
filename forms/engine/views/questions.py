"""The questions: asked, taken, kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from forms.engine import consent, drafts, gate, proof_of_work, tickets
from forms.engine.journey import Journey
from forms.engine.models import Draft
from forms.engine.questions import QuestionForm, Typed, typed_in
from forms.engine.steps import CONSENT, DONE, LEAVE, NO_DRAFT, SAVE, Step
from forms.engine.uploads.taking import Taken, upload_fields
from forms.engine.uploads.taking import take as take_files
from forms.engine.views.showing import BOTH, READING, changing, see, shown

TOO_LARGE = _("This is more text than can be kept with one form. Shorten it, then save again")
ANEW = "anew"  # the button that begins another draft beside the one in this browser


@require_http_methods(READING)
def begin(request: HttpRequest, page: Any) -> HttpResponse:
    """`apply/`: to where the visitor was, or to the first question."""
    journey = Journey(page, request)
    return see(journey.unlock_url() if journey.locked else journey.resume_url)


@require_http_methods(BOTH)
def step(request: HttpRequest, page: Any, slug: str) -> HttpResponse:
    found = page.service.by_slug.get(slug)
    if found is None:
        raise Http404("no such question")
    answer = take if request.method == "POST" else ask
    return answer(Journey(page, request), found)


def ask(journey: Journey, step: Step) -> HttpResponse:
    """Show a question, with the answer given earlier."""
    draft = journey.open_draft
    if draft is None and step is not journey.service.steps[0]:
        return see(journey.url(NO_DRAFT))
    if journey.locked:
        return see(journey.unlock_url(step.slug))
    if draft:
        drafts.seen(draft)
    if not journey.may_open(step):
        return see(journey.resume_url)
    return question(journey, step, earlier(journey, step))


def earlier(journey: Journey, step: Step) -> QuestionForm:
    """The form as it was left: empty, half filled, or accepted. What was accepted is judged anew,
    since a list may have changed. A box that was ticked under other words is empty."""
    draft = journey.open_draft
    typed = draft.typed(step.slug) if draft else {}
    if not draft or not typed:
        return step.form()
    if step.asks_consent and not agreed_to_present(journey, draft.consent):
        return step.form.unjudged(consent.without(typed))
    return step.form.of(typed) if draft.answered(step.slug) else step.form.unjudged(typed)


def agreed_to_present(journey: Journey, record: dict[str, str]) -> bool:
    """Whether what was agreed to are the words that stand on the page now."""
    return consent.digest(record) == present_digest(journey)


def present_digest(journey: Journey) -> str:
    return consent.digest(consent.present(journey.page, journey.language))


def take(journey: Journey, step: Step) -> HttpResponse:
    """Save what was typed, valid or not; then go where the pressed button leads."""
    if journey.request.POST.get("action") == ANEW:
        journey.draft = None  # it stays where it is, this page begins another one
    if elsewhere := not_here(journey, step):
        return see(elsewhere)
    typed = typed_in(step.form, journey.request.POST)
    if of_another(journey, step, typed):
        return another(journey, typed)
    begins = journey.open_draft is None
    if begins and (stop := gate.stop(journey.request, journey.service.code)):
        return once_more(journey, stop, typed)
    try:
        files, token = files_of(journey, step)
        form, typed = judged(journey, step, typed, files)
        token = store(journey, step, typed, form) or token
    except (drafts.AlreadySubmitted, Draft.DoesNotExist):
        return see(journey.url(DONE))
    except drafts.TooLarge:
        form.add_error(None, TOO_LARGE)
        return question(journey, step, form, status=413)
    lost = begins and sent_draft(journey)
    response = see(journey.url(NO_DRAFT)) if lost else where_to(journey, step, form, files)
    if token:
        drafts.remember(response, token, journey.cookie_paths, journey.service.code)
    return response


def not_here(journey: Journey, step: Step) -> str:
    """Where a page leads that cannot be answered: it was submitted meanwhile, or is not open."""
    draft = journey.draft
    if draft and draft.submitted and sent_draft(journey) == str(draft.pk):
        return journey.url(DONE)
    if step not in journey.steps:
        return journey.unlock_url() if journey.locked else journey.resume_url
    return ""


def sent_draft(journey: Journey) -> str:
    """The draft that was open when the page was shown; empty: none."""
    return journey.request.POST.get("draft", "")


def of_another(journey: Journey, step: Step, typed: Typed) -> bool:
    """Whether the page belongs to another draft than the one that is open in this browser now, or
    to none: two people's answers are never mixed. The same answer twice is a second click."""
    draft = journey.open_draft
    if draft is None or sent_draft(journey) == str(draft.pk):
        return False
    twice = not sent_draft(journey) and draft.typed(step.slug) == typed
    return draft.locked or not twice


def another(journey: Journey, typed: Typed) -> HttpResponse:
    """Nothing is stored yet: the page holds what was typed, and asks where it belongs."""
    return shown(journey, "form_engine/another.html", {"carried": typed, "anew": ANEW}, status=400)


def files_of(journey: Journey, step: Step) -> tuple[Taken, str]:
    """The page's files, stored. A draft that begins with files is stored before them: its token."""
    token = ""
    if not upload_fields(step.form):
        return Taken(), token
    draft = journey.open_draft
    if draft is None:
        draft, token = drafts.begin(journey.service.code, journey.language)
        draft.save(force_insert=True)
        journey.draft = draft
    return take_files(draft, step, journey.request), token


def judged(journey: Journey, step: Step, typed: Typed, files: Taken) -> tuple[QuestionForm, Typed]:
    """The form, and what is kept of it: no tick that was set under other words."""
    if step.asks_consent and CONSENT in typed and not read_now(journey):
        return consent.asked_again(step, typed), consent.without(typed)
    return files.form(step.form, typed), typed


def read_now(journey: Journey) -> bool:
    """Whether the words of the page are those that stand there now, and stay in this language."""
    posted = journey.request.POST
    return posted.get(consent.DIGEST) == present_digest(journey) and "language" not in posted


def once_more(journey: Journey, stop: gate.Stop, typed: Typed) -> HttpResponse:
    """A page that says why the draft cannot begin now, and sends what was typed again."""
    posted = journey.request.POST
    along = ["draft", "action", "language", consent.DIGEST]
    if stop.reason == gate.CROWDED:
        along += [tickets.FIELD, proof_of_work.FIELD]
    carried = typed | {name: posted.getlist(name) for name in along if name in posted}
    context = {"stop": stop, "challenge": stop.challenge, "carried": carried}
    response = shown(journey, "form_engine/again.html", context, status=stop.status)
    if stop.wait:
        response.headers["Retry-After"] = str(stop.wait.seconds)
    return response


def store(journey: Journey, step: Step, typed: Typed, form: QuestionForm) -> str:
    """Keep the page in the draft; makes one at the first POST. Returns a new draft's token."""
    draft, token = journey.open_draft, ""
    if draft is None:
        draft, token = drafts.begin(journey.service.code, journey.language)
    accepted = form.is_valid() and not is_unfinished(journey, draft, step, typed)
    journey.draft = drafts.keep(
        draft,
        step.slug,
        typed,
        complete=accepted,
        language=journey.language,
        email=email_in(journey, step, form),
        consent=agreement(journey, accepted) if step.asks_consent else None,
    )
    return token


def is_unfinished(journey: Journey, draft: Draft, step: Step, typed: Typed) -> bool:
    """Who saves for later in the middle of a page has not answered it, and comes back to it."""
    accepted_before = draft.answered(step.slug) and draft.typed(step.slug) == typed
    return journey.request.POST.get("action") == SAVE and not accepted_before


def email_in(journey: Journey, step: Step, form: QuestionForm) -> str:
    """The address that the page answers, even if something else on it was refused."""
    slug, name = journey.service.email
    return str(form.cleaned_data.get(name) or "") if step.slug == slug else ""


def agreement(journey: Journey, accepted: bool) -> dict[str, str]:
    """What goes on record: the words that were agreed to, or nothing."""
    return consent.given(consent.present(journey.page, journey.language)) if accepted else {}


def where_to(journey: Journey, step: Step, form: QuestionForm, files: Taken) -> HttpResponse:
    posted = journey.request.POST
    language = posted.get("language", "")
    other = language if language in journey.other_languages else ""
    if journey.locked:
        return see(journey.unlock_url(step.slug, other))
    if posted.get("action") == LEAVE:
        return see(journey.url(LEAVE))
    going = posted.get("action") == SAVE or other
    if files.stay or (files.refusals and going):
        return with_files(journey, step, files)
    if posted.get("action") == SAVE:
        return see(journey.url(SAVE))
    if other:
        change = "?change=1" if changing(journey) else ""
        return see(journey.url(step.slug, other) + change)
    if not form.is_valid():
        return question(journey, step, form, status=400)
    return see(journey.next_url(step, changing(journey)))


def with_files(journey: Journey, step: Step, files: Taken) -> HttpResponse:
    """The page again after a file came, went or was refused; nothing else of it is judged yet."""
    if files.refusals and journey.open_draft:
        form = files.quiet_form(step.form, journey.open_draft.typed(step.slug))
        return question(journey, step, form, status=400)
    change = "?change=1" if changing(journey) else ""
    return see(journey.url(step.slug) + change)  # with a fragment no later error would be focused


def question(journey: Journey, step: Step, form: QuestionForm, status: int = 200) -> HttpResponse:
    draft = journey.open_draft
    return shown(
        journey,
        step.template,
        {
            "form": form,
            "step": step,
            "draft_id": draft.pk if draft else "",
            "challenge": "" if draft else gate.challenge(journey.service.code),
            "back_url": journey.back_url(step, changing(journey)),
            "progress": journey.progress(step),
            "changing": changing(journey),
            "agreed_to": present_digest(journey) if step.asks_consent else "",
            "languages_template": "form_engine/languages.html",
        },
        status=status,
    )
