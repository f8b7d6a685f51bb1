"""Uploads as applicants meet them: told of, added, shown, removed, refused."""

import re

import pytest
from django.utils.translation import override
from sample_files import DOCM, HOSTILE, SVG, heic, jpeg, noise_jpeg, pdf
from upload_pages import (
    draft_of,
    errors_in,
    file,
    names,
    send,
    upload,
)

from forms.engine.models import Upload
from forms.engine.uploads import words
from forms.engine.uploads.limits import MAX_BODY_BYTES, MAX_BYTES

pytest_plugins = ["upload_fixtures"]
URDU = re.compile("[\u0620-\u06d3]")


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
    assert response["Location"].endswith("/apply/papers/")
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
    assert response["Location"].endswith("/apply/papers/")
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


@pytest.mark.parametrize("name", HOSTILE)
def test_every_refusal_says_what_to_do_in_words_of_its_own(name):
    code = HOSTILE[name][1]
    with override("en"):
        assert re.search(
            r"\b(Choose|Save|Upload|Take|Print)\b|take a photo|upload|save it",
            words.refusal(code).messages[0],
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


@pytest.mark.parametrize("button", [{"action": "save"}, {"language": "ur"}])
def test_nobody_leaves_the_page_believing_that_a_refused_file_was_taken(at_papers, button):
    visitor = at_papers()
    response = send(visitor, file(SVG), title="", **button)
    assert response.status_code == 400
    assert len(errors_in(response)) == 1
    assert send(visitor, title="", **button).status_code == 303


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
