"""From a submission to a case, or to the answers of a returned one."""

from typing import Any

from django.db import connection
from django.db.models import Q

from forms.casework.erasing import clear
from forms.casework.events import CaseEvent, Kind
from forms.casework.files import keep
from forms.casework.models import Case
from forms.casework.registrations import State
from forms.casework.registry import ServiceDesk, required
from forms.casework.transitions import NotAllowed, deadline, move, record
from forms.casework.workflow import BY_NAME, OPEN, Who
from forms.engine import limits
from forms.engine.encryption import lookup_hash, lookup_hashes
from forms.engine.references import new_reference
from forms.engine.submission import Overtaken, Submission
from forms.outbox.queue import queue

# Looked for at each submission, and found at hardly any; see `drafts.MINE` for why it is written.
KNOWN = "SELECT 1 FROM casework_case WHERE service = %s AND cnic_hash IN ({}) LIMIT 1"


def submit(service: str, submission: Submission) -> str:
    """Store what was submitted to a service and return the reference of its case.

    Runs in the transaction of the submission, which is begun anew (`submission.repeated`) if the
    reference that was drawn is taken. Raises IntegrityError then, and if the submission's one-time
    key has been spent.
    """
    found = required(service)
    take = answer_case if submission.reopens else open_case
    case = take(found, submission)
    found.store(case, submission.answers)
    keep(case.pk, submission.uploads)
    return case.reference


def open_case(found: ServiceDesk, submission: Submission) -> Case:
    """A new case, its first event, its mail."""
    transition = BY_NAME["submit"]
    columns = told(found, submission)
    limits.check("submit-cnic", found.code, columns["cnic_hash"])
    case = Case.objects.create(
        **columns,
        reference=new_reference(),
        service=found.code,
        submit_key=submission.submit_key,
        due_at=deadline(found.code, transition),
        round_closes_at=submission.closes_at,
        duplicate_of=(known := same_person(found, submission)),
    )
    record(case, transition, "")
    if known is not None:
        flag(case, known)
    return case


def answer_case(found: ServiceDesk, submission: Submission) -> Case:
    """The answers of a returned case in place of the former ones. Raises Overtaken if the case is
    gone, or does not wait for answers any more."""
    case = Case.objects.filter(reference=submission.reopens, service=found.code).first()
    if case is None:
        raise Overtaken
    for name, value in told(found, submission).items():
        setattr(case, name, value)
    case.save(update_fields=[*told(found, submission), "name_key"])
    clear(case)
    try:
        move(case, "answer", by=Who.APPLICANT)
    except NotAllowed as refusal:
        raise Overtaken from refusal
    return case


def told(found: ServiceDesk, submission: Submission) -> dict[str, Any]:
    """The columns that answers fill, by name."""
    answers, consent = submission.answers, submission.consent
    own = {column: answers[name] for column, name in found.fills.items()}
    return {
        **own,
        "cnic_hash": lookup_hash("cnic", own["cnic"]),
        "email_hash": lookup_hash("email", own["email"]),
        "phone_hash": lookup_hash("phone", own["phone"]),
        "language": submission.language,
        "region": found.region(answers) if found.region else "",
        "answers": submission.typed,
        "consented_at": consent.at,
        "consent_text": consent.text,
        "consent_language": consent.language,
        "retention_text": consent.retention,
    }


def same_person(found: ServiceDesk, submission: Submission) -> Case | None:
    """The newest case that this person already has, open or with a live registration."""
    cnic = submission.answers[found.fills["cnic"]]
    if not has_any(found, cnic):
        return None
    counts = Q(status__in=OPEN) | Q(registration__state=State.ACTIVE)
    mine = Case.objects.filter(counts, service=found.code).of_identifier("cnic", cnic)
    return mine.order_by("-pk").first()


def has_any(found: ServiceDesk, cnic: str) -> bool:
    """Whether somebody with this number has submitted anything to the service before."""
    hashes = lookup_hashes("cnic", cnic)
    with connection.cursor() as cursor:
        cursor.execute(KNOWN.format(", ".join(["%s"] * len(hashes))), [found.code, *hashes])
        return bool(cursor.fetchall())


def flag(case: Case, known: Case) -> None:
    """Tell the officer, and whoever is known by this CNIC; never the one who has just submitted."""
    CaseEvent.objects.create(case=case, kind=Kind.FLAGGED, why=known.reference)
    queue("case-duplicate", known.pk, language=known.language, key=f"duplicate-{case.pk}")
