"""Run inside a site's own environment, since its answers are encrypted with its keys.

    python tests/site/inside.py prepare 2000    # drafts that only have to be submitted
    python tests/site/inside.py read 300        # what is stored, when no mail waits any more

Prints one JSON object.
"""

import json
import sys
import time
from collections import Counter
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.utils import timezone  # noqa: E402

from forms.casework.models import Case  # noqa: E402
from forms.engine import consent, drafts  # noqa: E402
from forms.engine.encryption import lookup_hash  # noqa: E402
from forms.engine.models import Draft  # noqa: E402
from forms.engine.pages import ServicePage  # noqa: E402
from forms.engine.steps import Service  # noqa: E402
from forms.freelancers.models import FreelancersPage  # noqa: E402
from forms.hosts.models import HostsPage  # noqa: E402
from forms.lists.models import District, Platform, Skill  # noqa: E402
from forms.outbox.models import Message, Outcome, State  # noqa: E402

type Answers = dict[str, dict[str, list[str]]]
AGREED = {"consent": {"consent": ["on"]}}


def reached(number: int) -> dict[str, list[str]]:
    return {"email": [f"person{number}@example.org"], "mobile": [f"03{number:09}"]}


def host(number: int) -> Answers:
    """An invented company; every tenth is known already: mail goes to whom it is known by."""
    known = number % 10 == 0
    return {
        "contact": reached(number) | {"contact": ["Ayesha Siddiqui"]},
        "company": {"company": [f"Company {number}"], "number": ["1" if known else f"X{number}"]},
        "placements": {"kinds": ["internship"], "places": ["5"]},
    } | AGREED


def freelancer(number: int) -> Answers:
    """An invented person."""
    return {
        "contact": reached(number),
        "name": {"full_name": [f"Person {number}"]},
        "identity": {
            "cnic": [f"35202{number:08}"],
            "birth_date_day": ["1"], "birth_date_month": ["2"],
            "birth_date_year": [str(timezone.localdate().year - 30)],
        },
        "gender": {"gender": ["woman"]},
        "residence": {"lives_in": ["pakistan"], "district": [District.objects.all()[0].code],
                      "town": ["Lahore"]},
        "skills": {"skills": [Skill.objects.all()[0].code], "tags": ["Shopify"]},
        "platforms": {"platforms": [Platform.objects.all()[0].code],
                      "links": ["https://example.org/me"], "portfolio": [""]},
        "tax": {"ntn": [""]},
        "evidence": {},
        "register": {"in_register": ["yes"]},
    } | AGREED  # fmt: skip


# Of four who apply one is a freelancer.
APPLICANTS = 3 * ((HostsPage, host),) + ((FreelancersPage, freelancer),)


def prepare(number: int) -> list[dict[str, str]]:
    """Everything answered, agreed to, the address proven: where each begins, and its token."""
    pages = {kind: english(kind) for kind, _ in APPLICANTS}
    made = []
    for one in range(1, number + 1):
        kind, answers = APPLICANTS[one % len(APPLICANTS)]
        made.append((pages[kind], *draft_of(pages[kind], answers(one))))
    Draft.objects.bulk_create([draft for _, draft, _ in made], batch_size=200)
    return [{"path": page.get_url(), "token": token} for page, _, token in made]


def english(kind: type[ServicePage]) -> ServicePage:
    return kind.objects.get(locale__language_code="en")


def draft_of(page: ServicePage, answers: Answers) -> tuple[Draft, str]:
    service: Service = page.service
    draft, token = drafts.begin(service.code, "en")
    address = answers["contact"]["email"][0]
    for step in service.steps:
        draft.keep(step.slug, answers[step.slug], complete=True, language="en", email=address)
    draft.seen_at += timedelta(days=1)  # not left alone too long, however slow the machine
    draft.verified_hash = lookup_hash("email", address)
    draft.consent = consent.given(consent.present(page, "en"))
    return draft, token


def read(seconds: int) -> dict[str, Any]:
    """Cases, drafts and mail, as plain facts."""
    until = time.monotonic() + seconds
    while Message.objects.filter(state=State.WAITING).exists() and time.monotonic() < until:
        time.sleep(1)
    return {
        "cases": [of_case(case) for case in Case.objects.prefetch_related("events")],
        "drafts": {draft.token_hash: of_draft(draft) for draft in Draft.objects.all()},
        "mails": [of_mail(mail) for mail in Message.objects.prefetch_related("attempts")],
    }


def of_case(case: Case) -> dict[str, Any]:
    related = {"hosts": "host", "freelancers": "freelancer"}[case.service]
    return {
        "reference": case.reference,
        "key": str(case.submit_key),
        "name": case.applicant_name,
        "row": getattr(case, related, None) is not None,
        "events": [event.kind for event in case.events.all()],
        "received": [f"event-{event.pk}" for event in case.events.all() if event.kind == "submit"],
    }


def of_draft(draft: Draft) -> dict[str, Any]:
    typed = {slug: draft.typed(slug) for slug in draft.answers}
    return {"reference": draft.reference, "key": str(draft.submit_key), "typed": typed}


def of_mail(mail: Message) -> dict[str, Any]:
    outcomes = Counter(attempt.outcome for attempt in mail.attempts.all())
    return {
        "uuid": str(mail.pk),
        "kind": mail.kind,
        "key": mail.key,
        "state": mail.state,
        "interrupted": outcomes[Outcome.INTERRUPTED],
        "sent": outcomes[Outcome.SENT],
    }


if __name__ == "__main__":
    found = {"prepare": prepare, "read": read}[sys.argv[1]](int(sys.argv[2]))
    sys.stdout.write(f"{json.dumps(found)}\n")
