"""Whose a file is: to everybody else it is not there, on the disk it cannot be read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from sample_files import MARK, jpeg, pdf, png
from upload_pages import WITH_PAPERS, draft_of, file, link, names, send, upload

from forms.engine.encryption import CannotDecrypt
from forms.engine.models import Draft, Upload
from forms.engine.uploads.taking import uploads_of

pytest_plugins = ["upload_fixtures"]


def test_what_is_stored_cannot_be_read_without_the_key(at_papers, private, settings):
    visitor = at_papers()
    send(visitor, file(pdf(), "Ayesha's diploma.pdf"))
    row = Upload.objects.get()
    stored = (private / row.file).read_bytes()
    assert row.read().startswith(b"%PDF-")
    assert b"%PDF" not in stored
    assert "Ayesha" not in row.file
    assert (private / row.file).stat().st_mode & 0o077 == 0
    assert private.stat().st_mode & 0o077 == 0
    settings.ENCRYPTION_KEYS = ["another"]
    with pytest.raises(CannotDecrypt):
        row.read()


def test_the_name_cannot_be_read_in_the_database(at_papers):
    from django.db import connection

    send(at_papers(), file(pdf(), "Ayesha's diploma.pdf"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM form_engine_upload")
        assert "Ayesha" not in str(cursor.fetchall())


def test_a_file_put_in_anothers_place_cannot_be_read(at_papers, private):
    send(at_papers(), file(pdf(), "a.pdf"), file(png(), "b.png"))
    first, second = Upload.objects.all()
    (private / first.file).write_bytes((private / second.file).read_bytes())
    with pytest.raises(CannotDecrypt):
        first.read()


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_applicant_sees_the_file_again(at_papers, language):
    visitor = at_papers(language)
    send(visitor, file(jpeg(), "تعلیمی سند.jpg"))
    row = Upload.objects.get()
    assert f'href="../file/{row.pk}/"' in visitor.get("papers").content.decode()
    response = visitor.client.get(link(visitor, row))
    assert response.content == row.read()
    assert MARK not in response.content
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D8%AA")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_nobody_else_sees_the_file(at_papers, staff):
    owner, other = at_papers(), at_papers()
    send(owner, file(pdf()))
    address = link(owner, Upload.objects.get())
    assert owner.client.get(address).status_code == 200
    for client in (Client(), other.client, staff("Administrators"), staff("Case officers")):
        assert client.get(address).status_code == 404
    assert owner.client.post(address).status_code in {403, 405}


def test_a_file_that_was_removed_or_guessed_is_not_there(at_papers):
    visitor = at_papers()
    send(visitor, file(pdf()))
    row = Upload.objects.get()
    send(visitor, **{"remove-file": str(row.pk)})
    assert visitor.client.get(link(visitor, row)).status_code == 404
    assert visitor.client.get(link(visitor, Upload())).status_code == 404


def test_after_an_idle_hour_the_file_is_not_shown(at_papers):
    visitor = at_papers()
    send(visitor, file(pdf()))
    Draft.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    assert draft_of(visitor).locked
    assert visitor.client.get(link(visitor, Upload.objects.get())).status_code == 404


def test_a_lost_file_is_not_found_and_breaks_no_page(at_papers, private):
    visitor = at_papers()
    send(visitor, file(pdf()))
    row = Upload.objects.get()
    (private / row.file).unlink()
    assert visitor.client.get(link(visitor, row)).status_code == 404
    assert visitor.get("papers").status_code == 200


def test_somebody_elses_id_is_never_accepted(at_papers):
    owner, thief = at_papers(), at_papers()
    send(owner, file(pdf(), "private.pdf"))
    stolen = str(Upload.objects.get().pk)
    response = thief.send("papers", {"title": "x", "papers": stolen, "papers-ids": stolen})
    assert response.status_code == 303
    assert draft_of(thief).typed("papers") == {"title": ["x"]}
    assert "private.pdf" not in thief.get("papers").content.decode()
    thief.send("papers", {"title": "x", "remove-file": stolen})
    assert names() == ["private.pdf"]
    assert draft_of(owner).typed("papers")["papers"] == [stolen]


@pytest.mark.parametrize(
    "button", ["not an id", "", "\x00", "0" * 5000, "094bb814-182d-4950-a197-0c057f9cdb30"]
)
def test_an_odd_remove_button_removes_nothing(at_papers, button):
    visitor = at_papers()
    upload(visitor, file(pdf()))
    assert send(visitor, **{"remove-file": button}).status_code == 303
    assert names() == ["scan.pdf"]


def test_the_files_of_a_case_are_no_strangers_to_take(returned, at_papers):
    """Not even for a draft whose answers name them."""
    stolen = str(Upload.objects.all()[0].pk)
    thief = at_papers()
    draft = draft_of(thief)
    draft.keep_files("papers", {"papers": [stolen]})
    draft.save()
    assert thief.client.get(link(thief, Upload.objects.get(pk=stolen))).status_code == 404
    assert not uploads_of(WITH_PAPERS, draft).exists()
