"""Save and come back later: the way back goes by e-mail."""

from django.db import transaction
from django.http import HttpResponse

from forms.engine import drafts, limits, submission
from forms.engine.addresses import AddressForm, masked
from forms.engine.encryption import lookup_hash
from forms.engine.journey import Journey
from forms.engine.mails import RESUME
from forms.engine.models import Draft
from forms.engine.questions import typed_in
from forms.engine.steps import CLEAR, SAVE, SAVED
from forms.engine.views.showing import READING, see, shown, with_open_draft
from forms.outbox.queue import queue


@with_open_draft(SAVE)
def save(journey: Journey, draft: Draft) -> HttpResponse:
    """Asks for the address; the POST has the link mailed."""
    if journey.request.method != "POST":
        known = draft.email or submission.answered_email(journey.service, draft)
        return address_page(journey, AddressForm.unjudged({"email": [known]}))
    form = AddressForm.of(typed_in(AddressForm, journey.request.POST))
    if not form.is_valid():
        return address_page(journey, form, status=400)
    send_link(journey, draft, form.cleaned_data["email"])
    return see(journey.url(SAVED))


def send_link(journey: Journey, draft: Draft, address: str) -> None:
    """The address is kept even if no link may be sent now. Raises limits.TooMany."""
    with transaction.atomic():
        locked = drafts.lock(draft.pk)
        locked.reach(address)
        locked.language = journey.language
        locked.prolong()
        locked.save()
    limits.check("codes-visitor", limits.visitor(journey.request))
    limits.check("resume-email", lookup_hash("email", address))
    queue(RESUME, draft.pk, language=journey.language)


def address_page(journey: Journey, form: AddressForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "back_url": journey.resume_url}
    return shown(journey, "form_engine/save.html", context, status=status)


@with_open_draft(SAVED, methods=READING)
def saved(journey: Journey, draft: Draft) -> HttpResponse:
    """The link is on its way; go on here, or clear this computer."""
    if not draft.email_hash:
        return see(journey.url(SAVE))
    return shown(
        journey,
        "form_engine/saved.html",
        {
            "address": masked(draft.email),
            "until": draft.expires_at,
            "clear_url": journey.url(CLEAR),
        },
    )
