"""The link of the mail, and asking for another one.

Mail scanners open links: looking at one (GET, HEAD) changes nothing, its button (POST) uses it up.
Every link that cannot be used, whether it was used, altered, guessed or has ended, gets the same
answer.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from forms.engine import drafts, limits, links
from forms.engine.addresses import AddressForm
from forms.engine.encryption import lookup_hash
from forms.engine.journey import Journey
from forms.engine.mails import RESUME as MAIL
from forms.engine.models import Draft, ResumeLink
from forms.engine.questions import typed_in
from forms.engine.steps import RESUME, SAVE
from forms.engine.views.showing import BOTH, see, shown
from forms.outbox.queue import queue

# One address may have begun several forms; each gets a link, up to so many of the newest.
MOST_LINKS = 3


@require_http_methods(BOTH)
def resume(request: HttpRequest, page: Any, token: str) -> HttpResponse:
    """The draft of the link moves to this browser."""
    journey = Journey(page, request)
    link = links.find(token, journey.service.code)
    if link is None:
        response = not_usable(journey, token)
    elif not (page.window.is_open or link.draft.reopens):
        response = see(journey.start_url)
    elif request.method == "POST":
        response = take_up(journey, link, token)
    else:
        response = shown(journey, "form_engine/resume.html", waiting(journey, link))
    # Not `no-referrer`: browsers then send `Origin: null` with the form, which CSRF refuses.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def not_usable(journey: Journey, token: str) -> HttpResponse:
    """A second click on a link finds the draft that the first has brought here."""
    if links.belongs_to(token, journey.open_draft):
        return see(journey.url())
    context = {"ask_url": journey.url(RESUME)}
    return shown(journey, "form_engine/no_link.html", context, status=404)


def waiting(journey: Journey, link: ResumeLink) -> dict[str, Any]:
    """Until when the draft is kept, and the other one that would be put aside."""
    other = journey.open_draft
    put_aside = other if other and other.pk != link.draft_id else None
    return {
        "until": link.draft.expires_at,
        "other": put_aside,
        "save_url": journey.url(SAVE),
    }


def take_up(journey: Journey, link: ResumeLink, token: str) -> HttpResponse:
    cookie = links.consume(link)
    if cookie is None:  # used a moment ago
        return not_usable(Journey(journey.page, journey.request), token)
    response = see(journey.url())
    drafts.remember(response, cookie, journey.cookie_paths, journey.service.code)
    return response


@require_http_methods(BOTH)
def ask_for_link(request: HttpRequest, page: Any) -> HttpResponse:
    """The same answer for every address: it does not tell who has begun a form."""
    journey = Journey(page, request)
    if request.method != "POST":
        sent = request.GET.get("sent") == "1"
        return link_page(journey, AddressForm(), sent=sent)
    form = AddressForm.of(typed_in(AddressForm, request.POST))
    if not form.is_valid():
        return link_page(journey, form, status=400)
    send_links(journey, lookup_hash("email", form.cleaned_data["email"]))
    return see(journey.url(RESUME) + "?sent=1")


def send_links(journey: Journey, email_hash: str) -> None:
    limits.check("codes-visitor", limits.visitor(journey.request))
    limits.check("resume-email", email_hash)
    mine = Draft.objects.unfinished().filter(service=journey.service.code, email_hash=email_hash)
    for pk in mine.order_by("-updated_at").values_list("pk", flat=True)[:MOST_LINKS]:
        queue(MAIL, pk, language=journey.language)


def link_page(
    journey: Journey, form: AddressForm, *, sent: bool = False, status: int = 200
) -> HttpResponse:
    context = {"form": form, "sent": sent, "back_url": journey.start_url}
    return shown(journey, "form_engine/ask_for_link.html", context, status=status)
