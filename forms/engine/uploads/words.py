"""What is said of files, in the visitor's language: each refusal says what to do next."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forms.engine.uploads.limits import MAX_BYTES, MAX_FILES
from forms.engine.waiting import Wait

UNIT = 1024
LIMITS = {"size": MAX_BYTES // UNIT**2, "pages": 50, "megapixels": 50}

REASONS = {
    "empty": gettext_lazy("The file is empty. Choose it again, or choose another one"),
    "too-large": gettext_lazy(
        "The file is larger than %(size)d MB. Choose a smaller one, "
        "or take the photo again at a lower resolution"
    ),
    "office": gettext_lazy(
        "Word, Excel and similar files cannot be taken. Save the document as PDF, and upload that"
    ),
    "archive": gettext_lazy(
        "ZIP and similar files cannot be taken. Upload what is in it, as PDF, JPEG or PNG"
    ),
    "picture": gettext_lazy(
        "This kind of picture cannot be taken. Save it as JPEG or PNG, and upload that"
    ),
    "other": gettext_lazy(
        "This is not a PDF, JPEG, PNG or HEIC file, whatever its name says. "
        "Save it as PDF, or take a photo of it"
    ),
    "image-broken": gettext_lazy(
        "The picture cannot be opened; it may be damaged. Take it again, or save it as JPEG"
    ),
    "image-pixels": gettext_lazy(
        "The picture has more than %(megapixels)d megapixels. Take it again at a lower resolution"
    ),
    "pdf-broken": gettext_lazy(
        "The PDF cannot be opened; it may be damaged. Save it again, or print it to a new PDF"
    ),
    "pdf-protected": gettext_lazy(
        "The PDF is protected with a password. Save a copy without one, or print it to a new PDF"
    ),
    "pdf-active": gettext_lazy(
        "The PDF contains scripts, attached files or other active parts. "
        "Print it to a new PDF, and upload that"
    ),
    "pdf-pages": gettext_lazy(
        "The PDF has more than %(pages)d pages. Upload only the pages that are needed"
    ),
    "too-complex": gettext_lazy(
        "The file takes too long to open. Print it to a new PDF, or take a photo of it"
    ),
    "infected": gettext_lazy(
        "The virus scanner found something harmful in the file. Upload another copy of it, "
        "from a device that you trust"
    ),
    "unscanned": gettext_lazy(
        "Files cannot be checked for viruses at the moment, so none can be taken. "
        "Your other answers are kept: try again in a few minutes"
    ),
    "busy": gettext_lazy(
        "Many files are being checked right now. Your other answers are kept: try again in a minute"
    ),
    "choose": gettext_lazy("Choose a file first, then upload it"),
    "gone": gettext_lazy("A file is not there any more. Look at the list, and upload it again"),
}


def refusal(code: str) -> ValidationError:
    """The reason as a field's error."""
    return ValidationError(REASONS[code], code=code, params=LIMITS)


def too_many(limit: int) -> ValidationError:
    text = ngettext(
        "You can give %(limit)d file here. Remove it before you upload another one",
        "You can give %(limit)d files here. Remove one before you upload another one",
        limit,
    )
    return ValidationError(text, code="many", params={"limit": limit})


def too_often(seconds: int) -> ValidationError:
    """The draft's owner has tried so often that others would have to wait."""
    wait = Wait(seconds)
    text = ngettext(
        "You have uploaded many files in a short time. Your other answers are kept: "
        "try again in %(minutes)d minute",
        "You have uploaded many files in a short time. Your other answers are kept: "
        "try again in %(minutes)d minutes",
        wait.minutes,
    )
    return ValidationError(text, code="often", params={"minutes": wait.minutes})


def limits_in_words(limit: int = MAX_FILES) -> str:
    """The hint beside a field."""
    text = ngettext(
        "PDF, JPEG, PNG or HEIC: %(limit)d file, up to %(size)d MB. "
        "A PDF may have up to %(pages)d pages, and no password.",
        "PDF, JPEG, PNG or HEIC: up to %(limit)d files, each up to %(size)d MB. "
        "A PDF may have up to %(pages)d pages, and no password.",
        limit,
    )
    return text % {"limit": limit, **LIMITS}


def size_in_words(size: int) -> str:
    """`1.4 MB`, `820 KB`: as people read it, never 0."""
    if size >= UNIT**2:
        return _("%(size)s MB") % {"size": f"{size / UNIT**2:.1f}"}
    return _("%(size)s KB") % {"size": max(1, round(size / UNIT))}
