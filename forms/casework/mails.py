"""The mail of cases: kinds, and how each finds its case, its address and its words.

A row of the outbox holds the id of an event (or of a case, or of a registration) and nothing else.
"""

from collections.abc import Callable

from django.conf import settings
from django.utils import timezone

from forms.casework.models import Case, CaseEvent, Registration
from forms.casework.registry import required
from forms.engine.moments import in_words
from forms.outbox.models import Message
from forms.outbox.registry import Envelope, MailKind, Placeholder, link, register

SERVICE = Placeholder(
    "service", "Name of the service.", {"en": "Freelancer registration", "ur": "فری لانسر اندراج"},
    personal=False,
)  # fmt: skip
REFERENCE = Placeholder("reference", "Reference number.", "DP-K7MQ-3XWA-T", ltr=True)
NAME = Placeholder("name", "Name of the applicant.", {"en": "Ayesha", "ur": "عائشہ"})
NOTE = Placeholder(
    "note", "What the officer wrote to the applicant.",
    {"en": "Please add a link to your profile.", "ur": "اپنی پروفائل کا لنک شامل کر دیں۔"},
)  # fmt: skip
DUE = Placeholder(
    "due", "Day until which an answer, or the next step, is due.",
    {"en": "13 November 2026", "ur": "13 نومبر 2026"},
)  # fmt: skip
NUMBER = Placeholder("number", "Number of the registration.", "FL-K7MQ-3XWA-T", ltr=True)
UNTIL = Placeholder(
    "until", "Last day of the registration.", {"en": "13 November 2027", "ur": "13 نومبر 2027"}
)
TRACK = link("The page on which an application is followed.")
COMMON = (SERVICE, REFERENCE, NAME, TRACK)

# Kinds whose target is an event, and what more their wording may name.
OF_EVENTS: dict[str, tuple[str, tuple[Placeholder, ...]]] = {
    "case-received": ("Application received", (DUE,)),
    "case-answered": ("Answers received", (DUE,)),
    "case-returned": ("Something is asked of the applicant", (NOTE, DUE)),
    "case-approved": ("Application approved", (NOTE, NUMBER, UNTIL)),
    "case-declined": ("Application declined", (NOTE,)),
    "case-withdrawn": ("Application withdrawn", ()),
    "case-lapsed": ("Closed without an answer", ()),
}
# Kinds whose target is a case.
OF_CASES: dict[str, tuple[str, tuple[Placeholder, ...]]] = {
    "case-duplicate": ("Somebody applied with the same CNIC", ()),
}
# Kinds whose target is a registration.
OF_REGISTRATIONS: dict[str, tuple[str, tuple[Placeholder, ...]]] = {
    "registration-expiring": ("A registration runs out soon", (NUMBER, UNTIL)),
    "registration-expired": ("A registration has run out", (NUMBER, UNTIL)),
}


def about(case: Case, language: str, note: str = "") -> Envelope:
    """The envelope to the applicant of a case, with every placeholder that a case can fill."""
    registration = case.registration
    return Envelope(
        to=case.email,
        values={
            "service": str(required(case.service).title),
            "reference": case.reference,
            "name": case.applicant_name,
            "note": note,
            "due": in_words(timezone.localdate(case.due_at)) if case.due_at else "",
            "number": registration.number if registration else "",
            "until": in_words(registration.valid_until) if registration else "",
        },
        link=track_url(language),
    )


def track_url(language: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}/{language}/track/"


def of_event(target: str, language: str, message: Message) -> Envelope | None:
    event = CaseEvent.objects.filter(pk=target).select_related("case__registration").first()
    return about(event.case, language, event.note) if event and event.case else None


def of_case(target: str, language: str, message: Message) -> Envelope | None:
    case = Case.objects.filter(pk=target).select_related("registration").first()
    return about(case, language) if case else None


def of_registration(target: str, language: str, message: Message) -> Envelope | None:
    """To the address of the newest case on it."""
    registration = Registration.objects.filter(pk=target).first()
    case = registration.cases.order_by("-pk").first() if registration else None  # type: ignore[attr-defined]
    return about(case, language) if case else None


def register_kinds() -> None:
    tables: tuple[tuple[dict[str, tuple[str, tuple[Placeholder, ...]]], Callable], ...] = (
        (OF_EVENTS, of_event),
        (OF_CASES, of_case),
        (OF_REGISTRATIONS, of_registration),
    )
    for table, build in tables:
        for code, (name, more) in table.items():
            register(MailKind(code, name, build, (*COMMON, *more)))
