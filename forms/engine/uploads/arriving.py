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
    files: Iterable[UploadedFile], draft: object
) -> tuple[list[Upload], list[ValidationError]]:
    """Rows, not yet saved, of the files that are taken; why the others are not. Each attempt counts
    for the draft (`limits`), since making a file anew costs the server a second."""
    taken: list[Upload] = []
    refused: list[ValidationError] = []
    for file in files:
        try:
            taken.append(stored(file, draft))
        except ValidationError as refusal:
            refused.append(refusal)
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
