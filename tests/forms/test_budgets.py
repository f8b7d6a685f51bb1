"""Queries of the pages of a form, apart from finding the page, which is Wagtail's."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms.engine.models import Draft

TO_SHOW, TO_SUBMIT = 8, 16
SUBMITTED_IN = 14  # what an internship takes; it has three relations to many
# Savepoints stand where a request's own transaction would: tests run in one already.
FRAME = re.compile(r"(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)")
# Finding the page; nothing else reads these tables.
ROUTING = re.compile(r'SELECT .* FROM "wagtail(core|redirects)_')
STEPS = [
    "contact", "name", "cnic", "studies", "skills", "fields", "cities", "availability", "about",
    "consent",
]  # fmt: skip


@pytest.fixture(autouse=True)
def stamp_read_seldom(settings, fresh_memory):
    """As in production: at most ten times a second."""
    settings.STAMP_SECONDS = 60


def queries(work):
    """What `work` answers, and the queries that are not routing."""
    with CaptureQueriesContext(connection) as captured:
        response = work()
    asked = [one["sql"] for one in captured.captured_queries]
    return response, [sql for sql in asked if not FRAME.match(sql) and not ROUTING.match(sql)]


def assert_within(found, budget):
    assert found, "nothing was measured"
    assert len(found) <= budget, "\n".join(found)


@pytest.mark.parametrize("name", [*STEPS, "check", "save", "saved", "verify", "leave", "clear"])
def test_a_page_is_shown_within_its_budget(both, name):
    both.answer_all()
    both.get(name)
    response, found = queries(lambda: both.get(name))
    assert response.status_code == 200
    assert_within(found, TO_SHOW)


def test_the_first_page_is_shown_and_kept_within_the_budget(both, answers, shown_form):
    both.get("contact")
    response, found = queries(lambda: both.get("contact"))
    assert_within(found, TO_SHOW)
    form = shown_form(response) | answers["contact"]
    response, found = queries(lambda: both.client.post(both.address("contact"), form))
    assert response.status_code == 303
    assert_within(found, TO_SHOW)


def test_a_link_is_shown_within_the_budget(both, new_visitor):
    both.answer_all()
    both.send("save", {"email": "ayesha@example.com"})
    line = next(one for one in both.mail()[-1].body.splitlines() if "/resume/" in one)
    stranger = new_visitor(both.language)
    link = line.removeprefix("http://testserver")
    stranger.client.get(link)
    response, found = queries(lambda: stranger.client.get(link))
    assert response.status_code == 200
    assert_within(found, TO_SHOW)


@pytest.mark.parametrize("name", STEPS)
def test_an_answer_is_kept_within_the_budget_of_a_page(both, answers, shown_form, name):
    both.answer_all()
    form = shown_form(both.get(name)) | answers[name]
    response, found = queries(lambda: both.client.post(both.address(name), form))
    assert response.status_code == 303
    assert_within(found, TO_SHOW)


def test_a_proven_form_is_submitted_within_its_budget(both, shown_form):
    both.answer_all()
    both.prove()
    form = shown_form(both.get("check"))
    _, found = queries(lambda: both.client.post(both.address("check"), form))
    assert Draft.objects.get().submitted
    assert_within(found, SUBMITTED_IN)


def test_a_draft_that_ends_with_the_submission_is_not_noted_as_in_use_before(both, shown_form):
    """That would be a transaction of its own for everybody who reads the summary for a minute."""
    both.answer_all()
    both.prove()
    form = shown_form(both.get("check"))
    Draft.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    _, found = queries(lambda: both.client.post(both.address("check"), form))
    assert Draft.objects.get().submitted
    assert_within(found, SUBMITTED_IN)
    assert not [sql for sql in found if sql.startswith("UPDATE") and '"seen_at"' in sql]


def test_a_draft_that_is_not_submitted_is_noted_as_in_use(both, shown_form):
    both.answer_all()
    form = shown_form(both.get("check"))
    Draft.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    both.client.post(both.address("check"), form)
    assert not Draft.objects.get().submitted
    assert Draft.objects.get().seen_at > timezone.now() - timedelta(minutes=1)


def test_what_is_sent_decrypts_the_answers_once(both, shown_form, monkeypatch):
    both.answer_all()
    both.prove()
    form = shown_form(both.get("check"))
    read = []
    field = Draft._meta.get_field("answers")
    decrypted = field.value_of
    monkeypatch.setattr(field, "value_of", lambda plain: read.append(1) or decrypted(plain))
    both.client.post(both.address("check"), form)
    assert Draft.objects.get().submitted
    assert len(read) == 2  # under the lock, and here


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("table", ["casework_case", "form_engine_draft"])
def test_no_index_is_written_that_nothing_asks(table):
    """`db_index` or `unique` of a text make two on PostgreSQL, the second one for LIKE."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s", [table])
        found = [definition for (definition,) in cursor.fetchall()]
    assert found
    allowed = {"reference"}
    extra = [one for one in found if "pattern_ops" in one]
    assert {one.split("(")[1].split()[0] for one in extra} <= allowed


def test_the_right_code_submits_within_the_budget(both, shown_form):
    both.answer_all()
    both.send("check", {})
    form = shown_form(both.get("verify")) | {"code": both.mailed_code()}
    _, found = queries(lambda: both.client.post(both.address("verify"), form))
    assert Draft.objects.get().submitted
    assert_within(found, TO_SUBMIT)


def test_asking_for_a_code_or_a_link_stays_within_the_budget(both, shown_form):
    both.answer_all()
    for name, answer in [("check", {}), ("save", {"email": "ayesha@example.com"})]:
        form = shown_form(both.get(name)) | answer
        _, found = queries(lambda name=name, form=form: both.client.post(both.address(name), form))
        assert_within(found, TO_SUBMIT)
