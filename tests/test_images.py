"""Renditions are made at upload, and again when staff replace the file; what is missing all the
same the worker makes; viewing makes none.
"""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from config.scheduler import jobs
from content import renditions, stamp
from content.images import SiteImage
from content.renditions import ALL

pytestmark = pytest.mark.django_db


def picture(colour: str) -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (1300, 800), colour).save(content, "PNG")
    return SimpleUploadedFile(f"{colour}.png", content.getvalue(), "image/png")


def filters_of(image: SiteImage) -> set[str]:
    return set(image.renditions.values_list("filter_spec", flat=True))


def test_an_upload_makes_every_rendition() -> None:
    image = SiteImage.objects.create(title="Green", file=picture("green"))
    assert filters_of(image) == set(ALL)


def test_a_replaced_file_gets_renditions_of_its_own() -> None:
    image = SiteImage.objects.create(title="Green", file=picture("green"), is_decorative=True)
    former = set(image.renditions.values_list("file", flat=True))
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", "r@example.org", "x"))
    response = client.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {"title": "Red", "file": picture("red"), "is_decorative": "on", "tags": ""},
    )
    assert response.status_code == 302, response.context["form"].errors
    assert filters_of(image) == set(ALL)
    assert former.isdisjoint(image.renditions.values_list("file", flat=True))


def test_the_worker_makes_what_is_missing_and_pages_are_rendered_anew() -> None:
    image = SiteImage.objects.create(title="Green", file=picture("green"))
    image.renditions.filter(filter_spec__in=ALL[:2]).delete()
    assert stamp.remembered("probe", lambda: "before") == "before"
    job = next(job for job in jobs() if job.work is renditions.make_missing)
    job.work()
    assert filters_of(image) == set(ALL)
    assert stamp.remembered("probe", lambda: "after") == "after"


def test_nothing_missing_changes_nothing() -> None:
    SiteImage.objects.create(title="Green", file=picture("green"))
    assert stamp.remembered("probe", lambda: "before") == "before"
    assert renditions.make_missing() == 0
    assert stamp.remembered("probe", lambda: "after") == "before"


def test_an_image_without_its_file_does_not_hold_up_the_others(monkeypatch) -> None:
    monkeypatch.setattr(renditions, "_unreadable", set())
    broken = SiteImage.objects.create(title="Green", file=picture("green"))
    whole = SiteImage.objects.create(title="Red", file=picture("red"))
    for image in (broken, whole):
        image.renditions.all().delete()
    broken.file.storage.delete(broken.file.name)
    assert renditions.make_missing() == 1
    assert filters_of(whole) == set(ALL)
    assert stamp.remembered("probe", lambda: "before") == "before"
    assert renditions.make_missing() == 0
    assert stamp.remembered("probe", lambda: "after") == "before"
