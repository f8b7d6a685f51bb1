"""Keys change while the site runs."""

from typing import Any

import pytest
from cases import make_case, refused
from django.core.management import CommandError, call_command
from django.db import connection

from forms.casework.intake import same_person
from forms.casework.models import Case, CaseEvent, Registration
from forms.casework.registrations import grant
from forms.casework.registry import required
from forms.engine.encryption import key_id, lookup_hash
from forms.engine.models import Draft
from forms.engine.rotation import encrypted_columns, rotate_column, rotate_encryption

pytestmark = pytest.mark.django_db
NEW = "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldy0"


@pytest.fixture
def live_data() -> Case:
    case = make_case("approved", answers={"name": {"typed": {"full_name": ["Ayesha"]}}})
    grant(case, prefix="FL", months=12)
    CaseEvent.objects.create(case=case, kind="note", note="Called back.")
    Draft.objects.create(
        service="internships", language="en", token_hash="x", expires_at=case.submitted_at,
        answers={"name": {"typed": {"full_name": ["Bilal"]}}}, email="bilal@example.com",
    )  # fmt: skip
    return case


def new_key_first(settings: Any) -> None:
    settings.ENCRYPTION_KEYS = [NEW, *settings.ENCRYPTION_KEYS]
    settings.LOOKUP_KEYS = [NEW, *settings.LOOKUP_KEYS]


def only_the_new_key(settings: Any) -> None:
    settings.ENCRYPTION_KEYS = settings.LOOKUP_KEYS = [NEW]


def ciphertexts() -> list[str]:
    found = []
    for model, columns in encrypted_columns():
        for column in columns:
            with connection.cursor() as cursor:
                cursor.execute(
                    f'SELECT "{column.column}" FROM "{model._meta.db_table}"'  # noqa: S608
                )
                found += [value for (value,) in cursor.fetchall() if value is not None]
    return found


def test_after_a_rotation_the_old_keys_are_not_needed(live_data: Case, settings: Any) -> None:
    new_key_first(settings)
    call_command("rotate_keys")
    only_the_new_key(settings)
    written = ciphertexts()
    assert len(written) > 10
    assert all(one.startswith(f"{key_id(NEW)}.") for one in written)
    case = Case.objects.get()
    assert (case.cnic, case.email) == (live_data.cnic, live_data.email)
    assert CaseEvent.objects.get(kind="note").note == "Called back."
    assert Draft.objects.get().answers["name"]["typed"]["full_name"] == ["Bilal"]
    assert Case.objects.of_identifier("cnic", "35202-1234567-1").get() == case
    assert Registration.objects.get().cnic_hash == lookup_hash("cnic", case.cnic)


def test_between_the_keys_everybody_is_still_found(live_data: Case, settings: Any) -> None:
    new_key_first(settings)
    assert Case.objects.of_identifier("email", "ayesha@example.com").exists()
    second = make_case("approved")  # hashed with the new key
    assert grant(second, prefix="FL", months=12).pk == Registration.objects.get().pk


def test_a_second_rotation_finds_nothing_left(live_data: Case, settings: Any) -> None:
    new_key_first(settings)
    assert rotate_encryption().changed
    assert not rotate_encryption().changed


def test_what_changes_meanwhile_is_not_overwritten(
    live_data: Case, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes a row between its being read and its being written."""
    from forms.engine import rotation

    new_key_first(settings)
    real = rotation._rewrite

    def meanwhile(model: Any, column: Any, key: Any, stored: str, report: Any) -> None:
        Case.objects.filter(pk=live_data.pk).update(email="new@example.com")
        real(model, column, key, stored, report)

    monkeypatch.setattr(rotation, "_rewrite", meanwhile)
    rotate_column(Case, Case._meta.get_field("email"), rotation.Report())
    assert Case.objects.get().email == "new@example.com"


def test_the_history_is_guarded_again_after_a_rotation(live_data: Case, settings: Any) -> None:
    new_key_first(settings)
    rotate_encryption()
    assert refused("UPDATE casework_caseevent SET why = 'other'")


def test_a_value_of_an_unknown_key_is_reported_and_the_rest_goes_on(
    live_data: Case, settings: Any
) -> None:
    other = "b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXItb3Q"
    settings.ENCRYPTION_KEYS = [other, *settings.ENCRYPTION_KEYS]
    stranger = make_case(cnic="3520212345672")
    settings.ENCRYPTION_KEYS = [NEW, *settings.ENCRYPTION_KEYS[1:]]
    with pytest.raises(CommandError, match="could not be changed"):
        call_command("rotate_keys")
    only_the_new_key(settings)
    assert Case.objects.get(pk=live_data.pk).email == live_data.email
    assert Case.objects.filter(pk=stranger.pk).exists()


def test_the_same_person_is_recognised_under_either_key(live_data: Case, settings: Any) -> None:
    from types import SimpleNamespace

    new_key_first(settings)
    submission: Any = SimpleNamespace(answers={"cnic": live_data.cnic})
    assert same_person(required("internships"), submission) == live_data
