"""Uploads as applicants meet them: added, shown, removed, kept, submitted, and nobody else's."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from sample_files import DOCM, HOSTILE, MARK, SVG, heic, jpeg, noise_jpeg, pdf, png

from forms.casework.models import Case
from forms.engine import fields
from forms.engine.cleaning import apart
from forms.engine.models import Draft, Upload
from forms.engine.questions import QuestionForm
from forms.engine.steps import Service, Step
from forms.engine.uploads import storage, sweeping, words
from forms.engine.uploads.limits import MAX_BODY_BYTES, MAX_BYTES
from forms.internships.journey import INTERNSHIPS
from forms.internships.models import InternshipsPage

URDU = re.compile("[\u0620-\u06d3]")


class PapersForm(QuestionForm):
    title = fields.TextField(label="Title", error_messages={"required": "Write a title"})
    papers = fields.UploadField(label="Papers", required=False)
    photo = fields.UploadField(label="Photo", required=False, max_files=1)


PAPERS = Step("papers", "Your papers", PapersForm)
WITH_PAPERS = Service(
    code=INTERNSHIPS.code,
    steps=(*INTERNSHIPS.steps[:-1], PAPERS, INTERNSHIPS.steps[-1]),
    submit=INTERNSHIPS.submit,
)


@pytest.fixture
def at_papers(new_visitor, monkeypatch, private):
    """Makes visitors who have come to the page that asks for files."""
    monkeypatch.setattr(InternshipsPage, "service", WITH_PAPERS)

    def make(language="en"):
        visitor = new_visitor(language)
        visitor.answer_until("about")
        return visitor

    return make


@pytest.fixture
def private(settings, tmp_path):
    """An empty storage of its own."""
    options = settings.STORAGES["private"]["OPTIONS"] | {"location": tmp_path / "private"}
    settings.STORAGES = settings.STORAGES | {
        "private": settings.STORAGES["private"] | {"OPTIONS": options}
    }
    return tmp_path / "private"


@pytest.fixture(autouse=True)
def at_once(django_capture_on_commit_callbacks, monkeypatch):
    """Files are deleted when a transaction is through; in a test that is at the end."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **_: work())


def file(content, name="scan.pdf", content_type="application/octet-stream"):
    return SimpleUploadedFile(name, content, content_type)


def send(visitor, *files, title="Diploma", **more):
    return visitor.send("papers", {"title": title, "papers": list(files)}, **more)


def upload(visitor, *files, **more):
    return send(visitor, *files, **{"add-file": "papers"}, **more)


def names():
    return [one.name for one in Upload.objects.all()]


def draft_of(visitor):
    return Draft.objects.get(token_hash=visitor.token_hash)


def errors_in(response):
    return re.findall(r'<a href="#id_\w+">([^<]+)</a>', response.content.decode())


def test_the_limits_are_told_beforehand(at_papers):
    page = at_papers().get("papers").content.decode()
    assert "up to 3 files, each up to 8 MB" in page
    assert "1 file, up to 8 MB" in page
    assert 'enctype="multipart/form-data"' in page
    assert 'accept=".pdf,' in page


def test_a_page_without_files_is_no_multipart_form(at_papers):
    assert "multipart" not in at_papers().get("about").content.decode()


def test_a_file_goes_along_with_the_page(at_papers):
    visitor = at_papers()
    response = send(visitor, file(pdf()))
    assert response["Location"].endswith("/apply/consent/")
    row = Upload.objects.get()
    assert (row.name, row.content_type) == ("scan.pdf", "application/pdf")
    assert draft_of(visitor).typed("papers")["papers"] == [str(row.pk)]
    assert draft_of(visitor).answered("papers")


def test_the_upload_button_shows_the_page_again_with_the_file(at_papers):
    visitor = at_papers()
    response = upload(visitor, file(jpeg(), "تعلیمی سند.jpg"), title="")
    assert response.status_code == 303
    assert response["Location"].endswith("/apply/papers/#id_papers")
    page = visitor.get("papers").content.decode()
    assert "تعلیمی سند.jpg" in page
    assert "1 KB" in page
    assert "error-summary" not in page


def test_no_file_is_lost_when_something_else_on_the_page_is_wrong(at_papers):
    visitor = at_papers()
    response = send(visitor, file(pdf()), title="")
    assert response.status_code == 400
    assert errors_in(response) == ["Write a title"]
    assert "scan.pdf" in response.content.decode()
    assert send(visitor).status_code == 303
    assert names() == ["scan.pdf"]


def test_files_are_added_one_after_the_other_up_to_the_limit(at_papers):
    visitor = at_papers()
    for number in range(3):
        assert upload(visitor, file(pdf(), f"{number}.pdf")).status_code == 303
    page = visitor.get("papers").content.decode()
    assert 'id="id_papers"' in page
    assert re.search(r"<input[^>]* disabled[^>]*id=\"id_papers\"", page)
    response = upload(visitor, file(pdf(), "4.pdf"))
    assert response.status_code == 400
    assert errors_in(response) == [
        "You can give 3 files here. Remove one before you upload another one"
    ]
    assert names() == ["0.pdf", "1.pdf", "2.pdf"]


def test_of_too_many_files_at_once_the_first_are_taken(at_papers):
    response = send(at_papers(), *(file(pdf(), f"{number}.pdf") for number in range(5)))
    assert len(errors_in(response)) == 1
    assert names() == ["0.pdf", "1.pdf", "2.pdf"]


def test_a_file_is_removed_by_its_button_and_its_room_is_free_again(at_papers, private):
    visitor = at_papers()
    for number in range(3):
        upload(visitor, file(pdf(), f"{number}.pdf"))
    second = Upload.objects.all()[1]
    assert f'value="{second.pk}"' in visitor.get("papers").content.decode()
    response = send(visitor, **{"remove-file": str(second.pk)})
    assert response["Location"].endswith("/apply/papers/#id_papers")
    assert names() == ["0.pdf", "2.pdf"]
    assert len(list(private.iterdir())) == 2
    assert upload(visitor, file(pdf(), "3.pdf")).status_code == 303
    assert names() == ["0.pdf", "2.pdf", "3.pdf"]


def test_a_file_is_replaced_in_one_go(at_papers):
    visitor = at_papers()
    send(visitor, photo=[file(jpeg(), "old.jpg")])
    old = Upload.objects.get()
    send(visitor, photo=[file(jpeg(), "new.jpg")], **{"remove-file": str(old.pk)})
    assert names() == ["new.jpg"]


def test_removing_keeps_what_was_typed_and_says_nothing_of_it(at_papers):
    visitor = at_papers()
    upload(visitor, file(pdf()))
    response = send(visitor, title="", **{"remove-file": str(Upload.objects.get().pk)})
    assert response.status_code == 303
    upload(visitor, title="Half a tit")
    assert "Half a tit" in visitor.get("papers").content.decode()


def test_enter_does_not_press_a_button_that_removes(at_papers):
    visitor = at_papers()
    upload(visitor, file(pdf()))
    form = visitor.get("papers").content.decode().split('id="question"')[1]
    first = re.search(r"<button[^>]*>", form)
    assert first is not None
    assert "name=" not in first[0]


def test_the_upload_button_without_a_file_says_what_to_do(at_papers):
    response = upload(at_papers(), title="")
    assert response.status_code == 400
    assert errors_in(response) == ["Choose a file first, then upload it"]


def test_a_second_click_stores_no_second_file(at_papers, private):
    visitor = at_papers()
    upload(visitor, file(pdf()))
    upload(visitor, file(pdf()))
    assert names() == ["scan.pdf"]
    assert len(list(private.iterdir())) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_every_refusal_says_what_to_do_in_words_of_its_own(name):
    code = HOSTILE[name][1]
    with override("en"):
        assert re.search(
            r"\b(Choose|Save|Upload|Take|Print)\b|take a photo|upload|save it", words.refusal(code).messages[0]
        )


def test_the_words_of_two_refusals_are_never_the_same():
    assert len({str(text) for text in words.REASONS.values()}) == len(words.REASONS)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "empty.pdf", "The file is empty"),
        (SVG, "drawing.svg", "This is not a PDF, JPEG, PNG or HEIC file"),
        (SVG, "drawing.png", "This is not a PDF, JPEG, PNG or HEIC file"),
        (DOCM, "cv.docm", "Word, Excel and similar files cannot be taken"),
        (DOCM, "cv.pdf", "Word, Excel and similar files cannot be taken"),
        (b"MZ\x90\0" * 40, "cv.pdf.exe", "This is not a PDF, JPEG, PNG or HEIC file"),
        (pdf(pages=51), "book.pdf", "The PDF has more than 50 pages"),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_beside_the_field_and_stored_nowhere(
    at_papers, private, content, name, says
):
    response = send(at_papers(), file(content, name, "application/pdf"))
    assert response.status_code == 400
    assert [error for error in errors_in(response) if error.startswith(says)]
    assert not Upload.objects.exists()
    assert not private.exists()


def test_a_refused_file_takes_no_good_one_with_it(at_papers):
    visitor = at_papers()
    response = send(visitor, file(SVG, "a.svg"), file(pdf(), "b.pdf"))
    assert response.status_code == 400
    assert names() == ["b.pdf"]
    assert send(visitor)["Location"].endswith("/apply/consent/")


def test_the_content_tells_the_type_and_the_name_follows(at_papers):
    send(at_papers(), file(jpeg(), "letter.pdf", "application/pdf"), file(heic(), "IMG_1.HEIC"))
    assert [(one.name, one.content_type) for one in Upload.objects.all()] == [
        ("letter.jpg", "image/jpeg"),
        ("IMG_1.jpg", "image/jpeg"),
    ]


def test_a_file_of_the_limit_is_taken_and_a_larger_one_refused(at_papers):
    content = noise_jpeg(MAX_BYTES // 2)
    exactly = content + b"\0" * (MAX_BYTES - len(content))
    visitor = at_papers()
    assert send(visitor, file(exactly, "a.jpg")).status_code == 303
    response = send(visitor, file(exactly + b"\0", "b.jpg"))
    assert errors_in(response) == [str(words.refusal("too-large").messages[0])]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_body_beyond_the_limit_is_refused_before_it_is_read(at_papers, language):
    visitor = at_papers(language)
    response = visitor.client.post(
        visitor.address("papers"), b"x" * (MAX_BODY_BYTES + 1), content_type="multipart/form-data"
    )
    assert response.status_code == 413
    assert bool(URDU.search(response.content.decode().split("<main")[1])) == (language == "ur")
    assert f'lang="{language}"' in response.content.decode()


def test_other_public_addresses_take_no_larger_bodies_than_before(client, db):
    body = b"x" * (5 * 1024 * 1024 + 1)
    for address in ("/en/", "/en/applying/", "/en/search/", "/en/track/"):
        response = client.post(address, body, content_type="application/octet-stream")
        assert response.status_code == 413, address


def test_no_file_of_a_visitor_touches_the_disk_on_its_way(settings):
    from config.middleware import PUBLIC_BODY_BYTES, QUESTION_BODY_BYTES

    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= max(PUBLIC_BODY_BYTES, QUESTION_BODY_BYTES)
    assert settings.FILE_UPLOAD_HANDLERS[0].endswith("MemoryFileUploadHandler")


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
    with pytest.raises(storage.CannotDecrypt):
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
    with pytest.raises(storage.CannotDecrypt):
        first.read()


def link(visitor, row):
    return f"/{visitor.language}/internships/apply/file/{row.pk}/"


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
    assert draft_of(thief).typed("papers")["papers"] == []
    assert "private.pdf" not in thief.get("papers").content.decode()
    thief.send("papers", {"title": "x", "remove-file": stolen})
    assert names() == ["private.pdf"]
    assert draft_of(owner).typed("papers")["papers"] == [stolen]


@pytest.mark.parametrize("button", ["not an id", "", "\x00", "0" * 5000, str(uuid4())])
def test_an_odd_remove_button_removes_nothing(at_papers, button):
    visitor = at_papers()
    upload(visitor, file(pdf()))
    assert send(visitor, **{"remove-file": button}).status_code == 303
    assert names() == ["scan.pdf"]


def test_a_row_that_vanished_is_said_and_mended_by_the_next_page(at_papers):
    visitor = at_papers()
    send(visitor, file(pdf()))
    Upload.objects.all().delete()
    visitor.send("consent")
    assert visitor.get("check")["Location"].endswith("/apply/papers/")
    assert "A file is not there any more" in visitor.get("papers").content.decode()
    upload(visitor, file(pdf()))
    assert send(visitor).status_code == 303


def answer_everything(visitor, *files):
    send(visitor, *files)
    assert visitor.send("consent").status_code == 303


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
    Upload.objects.update(created_at=timezone.now() - timedelta(days=2))
    sweeping.sweep()
    assert [one.read()[:4] for one in Upload.objects.all()] == [b"%PDF", b"\x89PNG"]
    assert visitor.client.get(link(visitor, kept[0])).status_code == 404


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
    Upload.objects.update(created_at=timezone.now() - timedelta(hours=2))
    call_command("worker", "--once")
    assert not Upload.objects.exists()
    assert not list(private.iterdir())


def test_files_of_a_live_draft_stay(at_papers):
    send(at_papers(), file(pdf()))
    Upload.objects.update(created_at=timezone.now() - timedelta(days=29))
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
    from forms.engine import drafts

    drafts.keep(stale, "papers", {"title": ["x"]}, complete=True, language="en")
    assert len(draft_of(visitor).typed("papers")["papers"]) == 2


def test_a_page_with_files_needs_few_queries(at_papers, django_assert_max_num_queries):
    visitor = at_papers()
    upload(visitor, file(pdf(), "a.pdf"))
    visitor.get("papers")
    with django_assert_max_num_queries(12):
        assert visitor.get("papers").status_code == 200
