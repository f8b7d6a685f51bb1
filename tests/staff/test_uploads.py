"""What editors may not put on the site: unsafe files, and pictures that say nothing to some."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from accounts.roles import EDITORS, TRANSLATORS_UR
from content.models import SiteDocument, SiteImage
from tests.staff.factories import refused, signed_in

pytestmark = pytest.mark.django_db
ALT = {"alt_en": "A star", "alt_ur": "ایک ستارہ"}


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def png(name: str = "star.png") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 40), "green").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def pdf(name: str = "paper.pdf", content: bytes = b"%PDF-1.7\nx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def with_prefix(prefix: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {f"{prefix}-{name}": value for name, value in fields.items()}


# Documents ----------------------------------------------------------------------------------------

UNSAFE = [
    ("page.html", b"<html><script>alert(1)</script></html>"),
    ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("program.exe", b"MZ\x00"),
    ("script.js", b"alert(1)"),
    ("paper", b"%PDF-1.7"),
]
DISGUISED = [
    ("paper.pdf", b"<html><script>alert(1)</script></html>"),
    ("paper.docx", b"MZ\x00\x00"),
    ("table.csv", b"<!doctype html><script>alert(1)</script>"),
    ("note.txt", b"a\x00b"),
    ("table.xlsx", b"%PDF-1.7"),
]


def add_document(client: Client, upload: SimpleUploadedFile) -> Any:
    root = Collection.get_first_root_node()
    return client.post(
        reverse("wagtaildocs:add"),
        {"title": "Paper", "file": upload, "language": "en", "collection": root.pk},
    )


def add_documents(client: Client, upload: SimpleUploadedFile) -> Any:
    root = Collection.get_first_root_node()
    return client.post(
        reverse("wagtaildocs:add_multiple"), {"files[]": upload, "collection": root.pk},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )  # fmt: skip


def add_in_chooser(client: Client, upload: SimpleUploadedFile) -> Any:
    fields = {"title": "Paper", "file": upload, "language": "en"}
    return client.post(
        reverse("wagtaildocs_chooser:create"), with_prefix("document-chooser-upload", fields)
    )


UPLOADS = [add_document, add_documents, add_in_chooser]


@pytest.mark.parametrize("upload", UPLOADS)
@pytest.mark.parametrize(("name", "content"), [*UNSAFE, *DISGUISED])
def test_an_unsafe_document_is_refused(upload: Any, name: str, content: bytes) -> None:
    upload(signed_in(EDITORS), pdf(name, content))
    assert not SiteDocument.objects.exists()


@pytest.mark.parametrize("upload", UPLOADS)
def test_the_refusal_says_what_to_do(upload: Any) -> None:
    response = upload(signed_in(EDITORS), pdf("paper.pdf", b"<html>"))
    assert "Save it again as PDF" in response.content.decode()


@pytest.mark.parametrize("upload", [add_document, add_in_chooser])
def test_a_true_pdf_is_taken(upload: Any) -> None:
    upload(signed_in(EDITORS), pdf())
    assert SiteDocument.objects.get().language == "en"


def test_the_uploader_of_many_takes_a_true_pdf() -> None:
    add_documents(signed_in(EDITORS), pdf())
    assert SiteDocument.objects.count() + UploadedFile.objects.count() == 1


@pytest.mark.parametrize("upload", UPLOADS)
def test_a_translator_uploads_no_document(upload: Any) -> None:
    assert refused(upload(signed_in(TRANSLATORS_UR), pdf())) or not SiteDocument.objects.exists()


# Images -------------------------------------------------------------------------------------------


def add_image(client: Client, **fields: Any) -> Any:
    root = Collection.get_first_root_node()
    return client.post(
        reverse("wagtailimages:add"),
        {"title": "Star", "file": png(), "collection": root.pk, **fields},
    )


def add_image_in_chooser(client: Client, **fields: Any) -> Any:
    return client.post(
        reverse("wagtailimages_chooser:create"),
        with_prefix("image-chooser-upload", {"title": "Star", "file": png(), **fields}),
    )


def add_image_among_many(client: Client, **fields: Any) -> Any:
    """First the file, which waits as an upload; then what is asked for it."""
    root = Collection.get_first_root_node()
    client.post(
        reverse("wagtailimages:add_multiple"), {"files[]": png(), "collection": root.pk},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )  # fmt: skip
    waiting = UploadedFile.objects.get()
    return client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]),
        with_prefix(f"uploaded-image-{waiting.pk}", {"title": "Star", **fields}),
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


WAYS = [add_image, add_image_in_chooser, add_image_among_many]


@pytest.mark.parametrize("add", WAYS)
@pytest.mark.parametrize("fields", [{}, {"alt_en": "A star"}, {"alt_ur": "ایک ستارہ"}])
def test_an_image_without_alt_text_in_both_languages_is_refused(
    add: Any, fields: dict[str, str]
) -> None:
    response = add(signed_in(EDITORS), **fields)
    assert not SiteImage.objects.exists()
    text = response.content.decode()
    assert "both languages" in text


@pytest.mark.parametrize("add", WAYS)
def test_an_image_with_alt_text_in_both_languages_is_taken(add: Any) -> None:
    add(signed_in(EDITORS), **ALT)
    assert SiteImage.objects.get().alt_ur == "ایک ستارہ"


@pytest.mark.parametrize("add", WAYS)
def test_a_decorative_image_needs_none(add: Any) -> None:
    add(signed_in(EDITORS), is_decorative="on")
    assert SiteImage.objects.get().is_decorative


@pytest.mark.parametrize("name", ["star.svg", "star.html", "star.pdf"])
def test_a_picture_of_another_kind_is_refused(name: str) -> None:
    add_image(signed_in(EDITORS), file=SimpleUploadedFile(name, b"<svg/>"), **ALT)
    assert not SiteImage.objects.exists()


def test_a_script_named_as_a_picture_is_refused() -> None:
    disguised = SimpleUploadedFile("star.png", b"<html><script>alert(1)</script></html>")
    add_image(signed_in(EDITORS), file=disguised, **ALT)
    assert not SiteImage.objects.exists()


def test_a_picture_of_too_many_points_is_refused(settings) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100
    add_image(signed_in(EDITORS), **ALT)
    assert not SiteImage.objects.exists()


def test_the_alt_text_in_urdu_is_right_to_left() -> None:
    text = signed_in(EDITORS).get(reverse("wagtailimages:add")).content.decode()
    field = text[text.index('name="alt_ur"') :][:400]
    assert 'lang="ur"' in field
    assert 'dir="rtl"' in field
