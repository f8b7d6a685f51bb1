"""A stored file on its way back. Who may have it is decided before: here is how it is sent."""

import structlog
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from forms.engine.encryption import CannotDecrypt
from forms.engine.uploads import storage
from forms.engine.uploads.models import Upload

log = structlog.get_logger("uploads")

POLICY = "sandbox; default-src 'none'"
PICTURES = frozenset({"image/jpeg", "image/png"})
TYPES = PICTURES | {"application/pdf"}


def response(upload: Upload, *, inline: bool = False) -> HttpResponse:
    """The file, never kept on the way and never run: a browser saves it. `inline` lets it show a
    picture; a PDF is saved in any case, since browsers' viewers refuse a sandbox.

    Raises Http404 if the file is lost or cannot be decrypted; the log says so.
    """
    try:
        content = upload.read()
    except (storage.Lost, CannotDecrypt) as error:
        log.error("upload unreadable", upload=str(upload.pk), error=type(error).__name__)
        raise Http404("no such file") from error
    known = upload.content_type in TYPES
    kind = upload.content_type if known else "application/octet-stream"
    saved = not (inline and kind in PICTURES)
    headers = {
        "Content-Disposition": content_disposition_header(saved, upload.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": POLICY,
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
