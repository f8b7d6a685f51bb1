"""From what a visitor sent to what is kept: judged, scanned, made anew; or a refusal in words."""

from django.core.files.uploadedfile import UploadedFile

from forms.engine.cleaning.apart import clean_apart
from forms.engine.cleaning.kinds import kind_of
from forms.engine.cleaning.results import Clean, Refused
from forms.engine.uploads import scanning, words
from forms.engine.uploads.limits import MAX_BYTES

__all__ = ["Clean", "sanitise"]


def sanitise(file: UploadedFile) -> Clean:
    """The file made anew. Raises ValidationError, whatever the file is, in the visitor's words."""
    try:
        return _sanitised(file)
    except Refused as refused:
        raise words.refusal(known(refused.code)) from None
    except scanning.Infected:
        raise words.refusal("infected") from None
    except scanning.Unreachable:
        raise words.refusal("unscanned") from None


def _sanitised(file: UploadedFile) -> Clean:
    if (file.size or 0) > MAX_BYTES:
        raise Refused("too-large")
    content = file.read()
    kind_of(content)
    scanning.scan(content)
    return clean_apart(content)


def known(code: str) -> str:
    """What the other process says may have been put into its mouth."""
    return code if code in words.REASONS else "too-complex"
