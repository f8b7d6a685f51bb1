"""An applicant reads all of their data, and takes it away."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from forms.casework.files import CaseFile
from forms.casework.models import Case, Status
from forms.casework.registry import required
from forms.casework.tracking.taking import LARGEST
from forms.engine.models import Upload
from forms.engine.uploads import storage
from tests.forms.followers import EMAIL, Follower, address, followed_case, text_of

pytestmark = pytest.mark.django_db

CONSENT = "<p>Your answers are used to find internships.</p><p>You may <b>withdraw</b>.</p>"


@pytest.fixture
def case() -> Case:
    return followed_case(
        Status.RETURNED,
        returned_steps=["name"],
        return_note="Your full name, please.",
        consent_text=CONSENT,
        consent_language="en",
        retention_text="Kept for one year.",
    )


def with_file(case: Case, name: str = "Lebenslauf.pdf", content: bytes = b"%PDF-1.7 x") -> Upload:
    upload = Upload(
        name=name, content_type="application/pdf", size=len(content), key="k",
        claimed_at=timezone.now(),
    )  # fmt: skip
    upload.file = storage.write(content, str(upload.pk))
    upload.save()
    CaseFile.objects.create(case=case, upload=upload)
    return upload


def taken(case: Case, language: str = "en") -> Any:
    response = Follower(language).enter(case).post("track_download")
    assert response.status_code == 200
    return response


@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_answer_is_shown_with_its_question(case: Case, language: str) -> None:
    page = text_of(Follower(language).enter(case).get("track_data"))
    form = required(case.service).service.by_slug["name"].form
    with override(language):
        assert str(form.base_fields["full_name"].label) in page
    for text in ("Ayesha Siddiqui", "35202-1234567-1", EMAIL, "0300 1234567"):
        assert text in page
    assert "You may withdraw." in page
    assert "<p>Kept for one year.</p>" in page


def test_what_is_taken_away_holds_everything(case: Case) -> None:
    response = taken(case)
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == f'attachment; filename="{case.reference}.json"'
    assert response["Cache-Control"] == "no-store"
    data = json.loads(response.content)
    assert data["reference"] == case.reference
    assert (data["name"], data["cnic"], data["email"], data["mobile"]) == (
        "Ayesha Siddiqui", "3520212345671", EMAIL, "+923001234567",
    )  # fmt: skip
    assert {"page": "name", "question": "Full name", "answer": ["Ayesha Siddiqui"]} in data[
        "answers"
    ]
    assert data["consent"]["text"] == CONSENT
    assert data["asked_by_officer"]["note"] == "Your full name, please."
    assert data["status"] == {"code": "returned", "words": "Waiting for you"}
    assert data["registration"] is None
    assert data["files"] == []


def test_taking_it_is_an_event_that_the_history_tells(case: Case) -> None:
    follower = Follower().enter(case)
    follower.post("track_download")
    assert case.events.get().kind == "downloaded"
    assert "You downloaded your data" in text_of(follower.get())


def test_only_so_many_downloads_an_hour(case: Case, settings: Any) -> None:
    settings.LIMITS = {"track-download": (2, 3600)}
    follower = Follower().enter(case)
    answers = [follower.post("track_download").status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert case.events.count() == 2


@pytest.mark.parametrize(
    "name", ["Lebenslauf.pdf", "میری سند.pdf", "../../etc/passwd", "a/b\\c:d*?.pdf", "x" * 300]
)
def test_files_come_along_under_names_that_lead_nowhere(case: Case, name: str) -> None:
    with_file(case, name)
    with_file(case, name, b"%PDF-1.7 other")
    response = taken(case)
    assert response["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    assert archive.testzip() is None
    first, second = [one for one in archive.namelist() if one.startswith("files/")]
    assert archive.read(first) == b"%PDF-1.7 x"
    assert archive.read(second) == b"%PDF-1.7 other"
    for one in (first, second):
        assert one.count("/") == 1
        assert "\\" not in one
    assert [one["name"] for one in json.loads(archive.read("data.json"))["files"]] == [name, name]


def test_a_file_that_is_lost_or_too_large_does_not_hold_back_the_rest(case: Case) -> None:
    lost, large = with_file(case, "lost.pdf"), with_file(case, "large.pdf")
    storage.delete(lost.file)
    Upload.objects.filter(pk=large.pk).update(size=LARGEST + 1)
    archive = zipfile.ZipFile(io.BytesIO(taken(case).content))
    assert archive.namelist() == ["data.json"]


def test_files_are_named_on_the_page(case: Case) -> None:
    with_file(case, "میری سند.pdf")
    page = text_of(Follower().enter(case).get("track_data"))
    assert "میری سند.pdf" in page
    assert "Download with your files (ZIP)" in page


def test_an_answer_that_todays_rules_refuse_is_shown_as_it_was_typed() -> None:
    case = followed_case(answers={"name": {"full_name": ["1234"]}, "gone": {"x": ["y"]}})
    page = text_of(Follower().enter(case).get("track_data"))
    assert "1234" in page
    data = json.loads(taken(case).content)
    assert data["answers"][0]["answer"] == ["1234"]
    assert data["answers_as_typed"]["gone"] == {"x": ["y"]}


def test_a_case_of_before_typed_answers_were_kept_shows_what_the_desk_has(
    visitor: Any,
) -> None:
    visitor.register()
    Case.objects.update(answers={})
    page = text_of(Follower().enter(Case.objects.get()).get("track_data"))
    assert "NUST, Islamabad" in page


def test_the_address_alone_leads_to_the_case(case: Case) -> None:
    assert Follower().enter(case).get("track_download")["Location"] == address("track_case")
