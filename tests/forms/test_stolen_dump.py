"""A dump of the database and of the private files holds no identifier of anybody, at any stage of
a draft or a case."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.core.files.storage import storages
from django.db import connection
from sample_files import pdf

from forms.casework import transitions
from forms.casework.models import Case, CaseEvent
from forms.casework.registrations import grant
from forms.casework.registry import required
from forms.casework.workflow import Who
from forms.engine import codes, drafts, limits, submission
from forms.engine.encryption import lookup_hash
from forms.engine.mails import SUBMIT
from forms.engine.models import Draft
from forms.engine.uploads import storage
from forms.engine.validators import grouped_cnic
from forms.freelancers.models import Freelancer
from forms.outbox.testing import deliver

pytestmark = pytest.mark.django_db
PEOPLE = 100


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist, with everything that identifies them."""

    number: int
    cnic: str
    email: str
    mobile: str
    ntn: str
    born: date
    link: str
    words: str

    def identifiers(self) -> Iterator[str]:
        """Every identifier in the spellings in which it is typed, cleaned and stored."""
        yield from (self.cnic, grouped_cnic(self.cnic), self.email, self.email.split("@")[0])
        yield from (self.mobile, f"+92{self.mobile[1:]}", f"{self.mobile[:4]} {self.mobile[4:]}")
        yield from (self.ntn, self.born.isoformat(), self.link, self.words)


def people() -> list[Person]:
    draw = random.Random(20261122)
    return [
        Person(
            number,
            cnic=str(draw.randrange(10**12, 9 * 10**12)),
            email=f"person{number}x{draw.randrange(10**6, 10**7)}@mail{number}.example.org",
            mobile=f"03{draw.randrange(10**8, 10**9)}",
            ntn=f"{draw.randrange(10**6, 10**7)}-{number % 10}",
            born=date(1960, 1, 1) + timedelta(days=draw.randrange(15_000)),
            link=f"https://profile{draw.randrange(10**6, 10**7)}.example.net/me",
            words=f"Call me at the blue house number {draw.randrange(10**6, 10**7)}",
        )
        for number in range(PEOPLE)
    ]


def answers(person: Person, service: str) -> dict[str, dict[str, list[str]]]:
    contact = {"email": [person.email], "mobile": [person.mobile]}
    if service == "hosts":
        return {
            "contact": contact | {"contact": ["Bilal"]},
            "company": {"company": ["Company"], "number": [person.cnic]},
            "placements": {"kinds": ["internship"], "places": ["3"]},
            "consent": {"consent": ["on"]},
        }
    return {
        "contact": contact,
        "name": {"full_name": ["Ayesha"]},
        "cnic": {"cnic": [grouped_cnic(person.cnic)]},
        "about": {"motivation": [person.words], "cv_link": [person.link]},
        "identity": {"cnic": [person.cnic], "birth_date": [person.born.isoformat()]},
        "tax": {"ntn": [person.ntn]},
        "platforms": {"links": [person.link], "portfolio": [person.link]},
        "consent": {"consent": ["on"]},
    }


def begun(person: Person, service: str) -> Draft:
    draft, _ = drafts.begin(service, "en")
    for slug, typed in answers(person, service).items():
        if slug in required(service).service.by_slug:
            draft.keep(slug, typed, complete=True, language="en", email=person.email)
    draft.consent = {"text": "x", "retention": "x", "language": "en", "at": "2026-11-22T00:00:00Z"}
    draft.verified_hash = lookup_hash("email", person.email)
    draft.save(force_insert=True)
    return draft


def dump() -> str:
    """Every value of every table, as a thief would read it."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            parts += [f"{value}" for row in cursor.fetchall() for value in row]
    return "\n".join(parts)


def live_through_everything(person: Person) -> None:
    """A draft that stays, a case that is sent, noted upon, returned or registered, and mail."""
    stays = begun(person, ("internships", "freelancers")[person.number % 2])
    codes.send(SUBMIT, stays.pk, email_hash=lookup_hash("email", person.email),
               language="en")  # fmt: skip
    limits.check("submit-cnic", person.cnic)
    sent = begun(person, "hosts")
    submission.submit(required("hosts").service, sent, language="en")
    case = Case.objects.get(reference=Draft.objects.get(pk=sent.pk).reference)
    CaseEvent.objects.create(case=case, kind=CaseEvent.Kind.NOTE, note=f"Said: {person.mobile}")
    Freelancer.objects.create(
        case=case, birth_date=person.born.isoformat(), country="AE", ntn=person.ntn,
        links=[person.link], portfolio=person.link, tags=[person.words],
    )  # fmt: skip
    grant(case, prefix="FR", months=12)
    if person.number % 3 == 0:
        transitions.move(case, "withdraw", by=Who.APPLICANT)


def test_a_stolen_dump_holds_no_identifier_of_a_hundred_people() -> None:
    everybody = people()
    for person in everybody:
        live_through_everything(person)
    before = dump()
    deliver()
    text = before + dump()
    assert Case.objects.count() == PEOPLE
    assert "Company" in text  # names are readable, so the dump was read
    found = {
        identifier
        for person in everybody
        for identifier in person.identifiers()
        if identifier in text
    }
    assert found == set()


def test_the_same_search_finds_what_is_not_encrypted() -> None:
    """The test above can fail: a name that looks like an identifier is found."""
    person = people()[0]
    draft = begun(person, "hosts")
    submission.submit(required("hosts").service, draft, language="en")
    Case.objects.update(applicant_name=person.mobile)
    assert set(person.identifiers()) & {person.mobile} <= {
        one for one in person.identifiers() if one in dump()
    }


def test_files_are_unreadable_where_they_lie() -> None:
    content = pdf() + b"35202-1234567-1"
    name = storage.write(content, "somebody")
    with storages["private"].open(name) as file:
        stored = file.read()
    storage.delete(name)
    assert b"35202-1234567-1" not in stored
    assert b"%PDF" not in stored
