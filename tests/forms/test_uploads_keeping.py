"""What becomes of files: kept with a case, gone with a draft, never lost in between."""

import re
from datetime import timedelta

from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.utils import timezone
from sample_files import jpeg, pdf, png
from upload_pages import (
    answer_everything,
    draft_of,
    errors_in,
    file,
    link,
    names,
    send,
    upload,
)

from config import scheduler
from forms.casework.models import Case
from forms.engine import drafts
from forms.engine.cleaning import apart
from forms.engine.models import Draft, Upload
from forms.engine.uploads import arriving, sanitise, storage, sweeping

pytest_plugins = ["upload_fixtures"]


def test_a_second_click_stores_no_second_file(at_papers, private):
    visitor = at_papers()
    upload(visitor, file(pdf()))
    upload(visitor, file(pdf()))
    assert names() == ["scan.pdf"]
    assert len(list(private.iterdir())) == 1


def test_no_file_of_a_visitor_touches_the_disk_on_its_way(settings):
    from config.middleware import PUBLIC_BODY_BYTES, QUESTION_BODY_BYTES

    assert max(PUBLIC_BODY_BYTES, QUESTION_BODY_BYTES) <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    assert settings.FILE_UPLOAD_HANDLERS[0].endswith("MemoryFileUploadHandler")


def test_a_file_that_vanished_is_said_and_mended_by_the_next_page(at_papers):
    visitor = at_papers()
    send(visitor, file(pdf()))
    Upload.objects.all().delete()
    visitor.send("consent")
    assert visitor.get("check")["Location"].endswith("/apply/papers/")
    assert "A file is not there any more" in visitor.get("papers").content.decode()
    assert send(visitor).status_code == 303


def test_the_summary_names_each_file_and_its_size(at_papers):
    visitor = at_papers()
    answer_everything(visitor, file(pdf(), "a.pdf"), file(png(), "تصویر.png"))
    page = visitor.get("check").content.decode()
    assert "\u2068a.pdf\u2069 (1 KB)" in page
    assert "\u2068تصویر.png\u2069 (1 KB)" in page


def test_a_submitted_case_keeps_its_files(at_papers, private):
    visitor = at_papers()
    answer_everything(visitor, file(pdf(), "a.pdf"), file(png(), "b.png"))
    visitor.prove()
    assert visitor.send("check", {})["Location"].endswith("/apply/done/")
    case = Case.objects.get()
    kept = [one.upload for one in case.files.all()]
    assert [one.name for one in kept] == ["a.pdf", "b.png"]
    assert all(one.claimed_at for one in kept)
    Draft.objects.all().delete()
    Upload.objects.update(created_at=F("created_at") - timedelta(days=2))
    sweeping.sweep()
    assert [one.read()[:4] for one in Upload.objects.all()] == [b"%PDF", b"\x89PNG"]
    assert visitor.client.get(link(visitor, kept[0])).status_code == 404


def test_a_returned_case_shows_its_files_and_takes_others(returned):
    first, second = Upload.objects.all()
    page = returned.get("papers").content.decode()
    assert "a.pdf" in page
    assert "b.pdf" in page
    assert returned.client.get(link(returned, first)).status_code == 200
    send(returned, file(pdf(), "c.pdf"), **{"remove-file": str(first.pk)})
    assert "a.pdf" not in returned.get("papers").content.decode()
    assert [one.upload.name for one in Case.objects.get().files.all()] == ["a.pdf", "b.pdf"]
    assert send(returned).status_code == 303
    assert returned.send("check", {})["Location"].endswith("/apply/done/")
    assert [one.upload.name for one in Case.objects.get().files.all()] == ["b.pdf", "c.pdf"]
    Upload.objects.update(created_at=F("created_at") - timedelta(days=2))
    sweeping.sweep()
    assert names() == ["b.pdf", "c.pdf"]
    assert second.read().startswith(b"%PDF")


def test_giving_up_the_answer_to_a_returned_case_leaves_the_cases_files(returned):
    upload(returned, file(pdf(), "c.pdf"))
    returned.send("leave", {})
    assert not Draft.objects.filter(reopens=Case.objects.get().reference).exists()
    assert names() == ["a.pdf", "b.pdf"]


def test_deleting_the_answers_deletes_the_files(at_papers, private):
    visitor = at_papers()
    send(visitor, file(pdf()))
    visitor.send("leave", {})
    assert not Draft.objects.exists()
    assert not Upload.objects.exists()
    assert not list(private.iterdir())


def test_files_of_an_expired_draft_go_with_the_hourly_job(at_papers, private):
    visitor = at_papers()
    send(visitor, file(pdf()))
    Draft.objects.update(expires_at=timezone.now() - timedelta(days=1))
    Draft.objects.expired().discard()
    assert Upload.objects.get().draft is None
    sweeping.sweep()
    assert Upload.objects.exists()  # not while a page may still be on its way
    Upload.objects.update(created_at=F("created_at") - timedelta(hours=2))
    next(job for job in scheduler.jobs() if "files" in job.name).work()
    assert not Upload.objects.exists()
    assert not list(private.iterdir())


def test_files_of_a_live_draft_stay(at_papers):
    send(at_papers(), file(pdf()))
    Upload.objects.update(created_at=F("created_at") - timedelta(days=29))
    sweeping.sweep()
    assert names() == ["scan.pdf"]


def test_files_that_no_row_knows_are_removed_after_an_hour(at_papers, private, monkeypatch):
    send(at_papers(), file(pdf()))
    storage.write(b"left behind", "somebody")
    sweeping.sweep()
    assert len(list(private.iterdir())) == 2
    monkeypatch.setattr(sweeping, "GRACE", timedelta(0))
    sweeping.sweep()
    assert [one.name for one in private.iterdir()] == [Upload.objects.get().file]


def test_nothing_stored_yet_is_nothing_to_sweep(db, private):
    sweeping.sweep()
    assert not storages["private"].exists("x")


def test_so_many_attempts_are_told_when_to_try_again(at_papers, settings):
    settings.LIMITS = {"uploads-draft": (2, 3600)}
    visitor = at_papers()
    for number in range(2):
        upload(visitor, file(pdf(), f"{number}.pdf"))
    response = upload(visitor, file(pdf(), "2.pdf"))
    assert response.status_code == 400
    assert re.search(r"try again in 30 minutes", errors_in(response)[0])
    assert len(names()) == 2


def test_when_the_server_is_busy_nothing_typed_is_lost(at_papers, monkeypatch):
    monkeypatch.setattr(apart, "WAITING_SECONDS", 0.01)
    monkeypatch.setattr(sanitise, "clean_apart", apart.clean_apart)
    visitor = at_papers()
    with apart._turn:
        response = send(visitor, file(pdf()), title="Kept")
    assert response.status_code == 400
    assert "Many files are being checked" in errors_in(response)[0]
    assert draft_of(visitor).typed("papers")["title"] == ["Kept"]


def test_two_windows_lose_no_file_of_each_other(at_papers):
    """The one saves its page while the other has added a file meanwhile."""
    visitor = at_papers()
    upload(visitor, file(pdf(), "a.pdf"))
    stale = draft_of(visitor)
    upload(visitor, file(pdf(), "b.pdf"))
    stale.refresh_from_db()
    drafts.keep(stale, "papers", {"title": ["x"]}, complete=True, language="en")
    assert len(draft_of(visitor).typed("papers")["papers"]) == 2


def test_two_windows_together_add_no_more_than_there_is_room_for(at_papers, monkeypatch, private):
    """The other window fills the field while this one's file is being made anew."""
    visitor = at_papers()

    def meanwhile(file):
        monkeypatch.setattr(arriving, "sanitise", usual)
        send(visitor, photo=[SimpleUploadedFile("other.png", png())])
        return usual(file)

    usual = arriving.sanitise
    upload(visitor, file(pdf()))
    monkeypatch.setattr(arriving, "sanitise", meanwhile)
    response = send(visitor, photo=[file(jpeg(), "this.jpg")])
    assert errors_in(response) == [
        "You can give 1 file here. Remove it before you upload another one"
    ]
    assert names() == ["scan.pdf", "other.png"]
    assert len(list(private.iterdir())) == 2


def test_the_files_of_a_page_cost_one_query(at_papers, django_assert_max_num_queries):
    visitor = at_papers()
    upload(visitor, file(pdf(), "a.pdf"), file(pdf(), "b.pdf"))
    for _ in range(2):
        with django_assert_max_num_queries(30) as context:
            visitor.get("papers")
    assert sum("form_engine_upload" in query["sql"] for query in context.captured_queries) == 1
