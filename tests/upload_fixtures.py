"""Visitors who have come to the page of `upload_pages`, and where their files lie."""

import pytest
from sample_files import pdf
from upload_pages import WITH_PAPERS, answer_everything, file

from accounts.models import User
from forms.casework.models import Case
from forms.casework.tracking.answering import reopen
from forms.casework.transitions import move
from forms.casework.workflow import Who
from forms.engine.cleaning.cleaners import clean
from forms.engine.models import Draft
from forms.engine.uploads import sanitise
from forms.internships.models import InternshipsPage


@pytest.fixture
def private(settings, tmp_path):
    """An empty storage of its own."""
    options = settings.STORAGES["private"]["OPTIONS"] | {"location": tmp_path / "private"}
    settings.STORAGES = settings.STORAGES | {
        "private": settings.STORAGES["private"] | {"OPTIONS": options}
    }
    return tmp_path / "private"


@pytest.fixture
def at_once(monkeypatch):
    """Files are deleted when a transaction is through, which in a test is never; a process for each
    file would take its time (test_uploads_cleaning has them)."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **_: work())
    monkeypatch.setattr(sanitise, "clean_apart", clean)


@pytest.fixture
def at_papers(new_visitor, monkeypatch, private, at_once):
    """Makes visitors who have come to the page that asks for files."""
    monkeypatch.setattr(InternshipsPage, "service", WITH_PAPERS)

    def make(language="en"):
        visitor = new_visitor(language)
        visitor.answer_until("about")
        visitor.draft_id = Draft.objects.latest("created_at").pk
        return visitor

    return make


@pytest.fixture
def returned(at_papers):
    """A visitor whose case, with `a.pdf` and `b.pdf`, came back with a question on its papers."""
    visitor = at_papers()
    answer_everything(visitor, file(pdf(), "a.pdf"), file(pdf(), "b.pdf"))
    visitor.prove()
    visitor.send("check", {})
    case, officer = Case.objects.get(), User.objects.create_superuser("officer", "o@example.org")
    move(case, "take", by=Who.OFFICER, actor=officer)
    move(case, "return", by=Who.OFFICER, actor=officer, note="Which year?", steps=["papers"])
    draft, token = reopen(case)
    visitor.carry(token)
    visitor.draft_id = draft.pk
    return visitor
