"""What is kept of a visitor, where, and who could read it."""

import pytest
from django.db import connection

from forms.casework.models import Case
from forms.engine import drafts
from forms.engine.models import Draft
from forms.engine.steps import RESERVED

SECRETS = [
    "3520212345671", "35202-1234567-1", "35202", "ayesha@example.com", "3001234567",
    "0300 1234567", "example.com/cv", "سافٹ ویئر سیکھنا",
]  # fmt: skip


def everything_stored() -> str:
    """Every value of every table, as text."""
    values = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            values += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(values)


def test_answers_on_the_way_cannot_be_read_in_the_database(visitor):
    visitor.walk()
    stored = everything_stored()
    assert "form_engine" not in SECRETS
    assert [secret for secret in [*SECRETS, "Ayesha Siddiqui"] if secret in stored] == []


def test_identifiers_of_a_case_cannot_be_read_in_the_database(visitor):
    visitor.register()
    stored = everything_stored()
    assert "Ayesha Siddiqui" in stored
    assert [secret for secret in SECRETS if secret in stored] == []


def test_the_table_of_drafts_does_not_hold_the_way_to_a_draft(visitor):
    response = visitor.send("contact")
    token = next(iter(response.cookies.values())).value
    assert token not in everything_stored()
    assert Draft.objects.get().token_hash == drafts.token_hash(token)


def test_the_cookie_is_sent_to_the_forms_pages_only_and_not_to_scripts(visitor):
    response = visitor.send("contact")
    morsels = [morsel for morsel in response.cookies.values() if morsel.key == "draft"]
    assert {morsel["path"] for morsel in morsels} == {
        "/en/internships/apply/",
        "/ur/internships/apply/",
    }
    assert len({morsel.value for morsel in morsels}) == 1
    for morsel in morsels:
        assert morsel["httponly"]
        assert morsel["samesite"] == "Lax"
        assert morsel["max-age"] == 30 * 24 * 60 * 60
        assert len(morsel.value) >= 43  # 256 bits


def test_both_cookies_leave_the_server(visitor):
    """A response can hold two cookies of one name if their paths differ; browsers get both."""
    response = visitor.send("contact")
    lines = [morsel.output(header="") for morsel in response.cookies.values()]
    assert sum(line.strip().startswith("draft=") for line in lines) == 2


def test_in_production_the_cookie_needs_tls(visitor, settings):
    settings.CSRF_COOKIE_SECURE = True
    visitor.client.get(visitor.address("contact"), secure=True)
    response = visitor.client.post(
        visitor.address("contact"), {"email": "ayesha@example.com"}, secure=True,
        headers={"X-CSRFToken": visitor.client.cookies["form"].value, "referer": "https://testserver/"},
    )  # fmt: skip
    drafted = [morsel for morsel in response.cookies.values() if morsel.key == "draft"]
    assert drafted
    assert all(morsel["secure"] for morsel in drafted)


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "a" * 5_000, "ü", "' OR 1=1 --"])
def test_a_guessed_or_broken_token_leads_to_no_draft(visitor, new_visitor, token):
    visitor.answer_all()
    stranger = new_visitor()
    stranger.carry(token)
    assert stranger.get("check")["Location"] == stranger.address("no-draft")


def test_a_draft_of_another_service_is_not_found(visitor):
    visitor.answer_until("contact")
    Draft.objects.update(service="freelancers")
    assert visitor.get("name")["Location"] == visitor.address("no-draft")


@pytest.mark.parametrize(
    "name",
    ["", "name", "cnic", *sorted(RESERVED), f"resume/{'x' * 43}"],
)
def test_no_page_of_a_form_is_ever_cached_or_indexed(visitor, name):
    visitor.answer_until("name")
    response = visitor.get(name)
    assert response["Cache-Control"] == "no-store"
    if response.status_code == 200:
        assert response["X-Robots-Tag"] == "noindex"


def test_the_log_holds_nothing_of_what_was_typed(visitor, caplog):
    visitor.register()
    assert [secret for secret in [*SECRETS, "Ayesha"] if secret in caplog.text] == []


def test_what_is_kept_of_one_page_has_a_limit(visitor):
    visitor.answer_until("contact")
    visitor.send("name", {"full_name": "x" * 100_000})
    assert len(Draft.objects.get().typed("name")["full_name"][0]) == 20_000


def test_a_case_knows_nothing_of_the_cookie(visitor):
    visitor.register()
    assert Case.objects.get().submit_key != Draft.objects.get().pk
