"""The mail of drafts and codes. A row of the outbox holds the id of a draft or code; address, link
and code are found when the mail is sent."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.engine import codes, links, submission
from forms.engine.models import Draft, EmailCode
from forms.engine.moments import in_words
from forms.engine.services import apply_url, service, start_page
from forms.engine.steps import RESUME as RESUME_PATH
from forms.outbox.models import Message
from forms.outbox.registry import Envelope, MailKind, Placeholder, link, register

# Kinds of mail whose target is a draft, and what codes are for.
RESUME, REMINDER = "resume-link", "draft-reminder"
SUBMIT, UNLOCK = "draft-submit", "draft-unlock"

SERVICE = Placeholder(
    "service", "Title of the form's start page.",
    {"en": "Register as a freelancer", "ur": "فری لانسر کے طور پر اندراج"}, personal=False,
)  # fmt: skip
SAVED = Placeholder(
    "saved", "Day on which the answers were last saved.",
    {"en": "13 November 2026", "ur": "13 نومبر 2026"},
)  # fmt: skip
UNTIL = Placeholder(
    "until", "Last day on which the form can be finished.",
    {"en": "13 December 2026", "ur": "13 دسمبر 2026"},
)  # fmt: skip
WAY_BACK = link("The way back to the answers; good once.")
REASON = Placeholder(
    "reason", "What the code is for; follows “to”.",
    {"en": "submit your form", "ur": "اپنا فارم جمع کرانے"},
)  # fmt: skip
CODE = Placeholder("code", "The six characters.", "K7MQ3X", ltr=True, required=True)


def way_back(target: str, language: str, message: Message) -> Envelope | None:
    """The draft's link, minted now. None if the draft is gone, finished or out of reach."""
    drafts = Draft.objects.unfinished().select_for_update()
    draft = drafts.exclude(email_hash="").filter(pk=target).first()
    page = start_page(draft.service, language) if draft else None
    if draft is None or page is None or not (page.window.is_open or draft.reopens):
        return None
    return Envelope(
        to=draft.email,
        values={
            "service": page.title,
            "saved": in_words(timezone.localdate(draft.updated_at)),
            "until": in_words(timezone.localdate(draft.expires_at)),
        },
        link=apply_url(draft.service, language, f"{RESUME_PATH}/{links.mint(draft)}/"),
    )


def code(target: str, language: str, message: Message) -> Envelope | None:
    """None if the code was used, replaced or is over, or if its address is another one now."""
    found = EmailCode.objects.usable().filter(pk=target).first()
    address = codes.recipient_of(found) if found else None
    if found is None or address is None:
        return None
    reason = str(codes.purpose_of(found).reason)
    return Envelope(to=address, values={"code": codes.text_of(found), "reason": reason})


def known_address(subject: str) -> str | None:
    """Where the way back to a draft goes."""
    draft = unfinished(subject)
    return draft.email if draft else None


def answered_address(subject: str) -> str | None:
    """What the draft answers to the question for an e-mail address."""
    draft = unfinished(subject)
    return submission.answered_email(service(draft.service), draft) if draft else None


def unfinished(pk: Any) -> Draft | None:
    return Draft.objects.unfinished().filter(pk=pk).first()


def register_kinds() -> None:
    placeholders = (SERVICE, SAVED, UNTIL, WAY_BACK)
    register(MailKind(RESUME, "Link to saved answers", way_back, placeholders))
    register(MailKind(REMINDER, "Saved answers end soon", way_back, placeholders))
    register(MailKind(codes.MAIL, "Code that proves an e-mail address", code, (REASON, CODE)))
    codes.register_recipient(SUBMIT, answered_address, _("submit your form"))
    codes.register_recipient(UNLOCK, known_address, _("go on with your form"))
