"""A file that has just come: judged, made anew, stored. Its row is not yet."""

from collections.abc import Iterable
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from forms.engine import limits
from forms.engine.uploads import storage, words
from forms.engine.uploads.models import Upload
from forms.engine.uploads.names import clean_name
from forms.engine.uploads.sanitise import sanitise


def arrive(
    files: Iterable[UploadedFile], draft: object, room: int
) -> tuple[list[Upload], list[ValidationError]]:
    """Rows, not yet saved, of the files that are taken; why the others are not.

    `room`: how many may come; what is too much is not even looked at. Each attempt counts for the
    draft (`limits`), since making a file anew costs the server a second.
    """
    taken: list[Upload] = []
    refused: list[ValidationError] = []
    for place, file in enumerate(files):
        try:
            if place >= room:
                raise words.too_many()
            taken.append(stored(file, draft))
        except ValidationError as refusal:
            refused.append(refusal)
            if place >= room:
                break
    return taken, refused


def stored(file: UploadedFile, draft: object) -> Upload:
    """Raises ValidationError."""
    if seconds := limits.count("uploads-draft", draft):
        raise words.too_often(seconds)
    clean = sanitise(file)
    uuid = uuid4()
    return Upload(
        uuid=uuid,
        name=clean_name(file.name or "", clean.extension),
        content_type=clean.content_type,
        size=len(clean.content),
        file=storage.write(clean.content, str(uuid)),
        key=storage.newest_key(),
    )
