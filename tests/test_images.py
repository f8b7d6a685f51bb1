"""Renditions are made at upload, and again when staff replace the file; viewing makes none."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

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
