"""The applicant reads their data, and takes it away: JSON, or a ZIP with the uploaded files."""

import io
import zipfile
from collections.abc import Iterable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from forms.casework.events import CaseEvent, Kind
from forms.casework.models import Case
from forms.casework.tracking import own_data, story
from forms.casework.tracking.following import about
from forms.casework.tracking.pages import of_an_open_visit, only_by_form, shown
from forms.engine import limits
from forms.engine.encryption import CannotDecrypt
from forms.engine.uploads.models import Upload
from forms.engine.uploads.storage import Lost

# Of all files together; one service asks for far less.
LARGEST = 64 * 1024 * 1024


@of_an_open_visit
def show(request: HttpRequest, case: Case) -> HttpResponse:
    return shown(
        request,
        "data",
        {
            **about(case),
            "answers": own_data.answers(case),
            "files": own_data.files(case),
            "consent": own_data.consent(case),
            "consent_language": case.consent_language or case.language,
            "consented": timezone.localtime(case.consented_at),
            "standing": story.standing(case),
            "history": story.history(case),
            "back_url": reverse("track_case"),
        },
    )


@of_an_open_visit
@only_by_form
def download(request: HttpRequest, case: Case) -> HttpResponse:
    """One file, made in memory, kept nowhere. Taking it is an event."""
    limits.check("track-download", case.pk)
    files = own_data.files(case)
    CaseEvent.objects.create(case=case, kind=Kind.DOWNLOADED)
    data = own_data.as_json(own_data.as_table(case, files))
    if not files:
        return attachment(data, f"{case.reference}.json", "application/json")
    return attachment(packed(data, files), f"{case.reference}.zip", "application/zip")


def packed(data: bytes, files: Iterable[Upload]) -> bytes:
    """A ZIP of the data and the files, under names that no two share and no system mistakes."""
    target, room = io.BytesIO(), LARGEST
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", data)
        for number, file in enumerate(files, start=1):
            room -= file.size
            with suppress(Lost, CannotDecrypt):
                if room >= 0:
                    archive.writestr(f"files/{number:02}-{safe(file.name)}", file.read())
    return target.getvalue()


def safe(name: str) -> str:
    """The file's name without what could lead out of its folder."""
    return "".join("-" if char in '/\\:*?"<>|' or ord(char) < 32 else char for char in name)[-80:]


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
