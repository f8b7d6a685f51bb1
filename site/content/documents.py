"""Documents: allowed types only, checked by content, in one named language."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

# First bytes of each allowed type. Text types have none: they must decode as UTF-8 without NUL.
SIGNATURES = {
    "pdf": b"%PDF-",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "pptx": b"PK\x03\x04",
    "odt": b"PK\x03\x04",
    "ods": b"PK\x03\x04",
}
TEXT_TYPES = frozenset({"csv", "txt"})
WRONG_TYPE = (
    "The content of this file does not match its name. Save it again as PDF, DOCX, XLSX, PPTX, "
    "ODT, ODS, CSV or TXT."
)


def looks_like(extension: str, head: bytes) -> bool:
    """Whether the first bytes of a file fit its extension."""
    if extension in TEXT_TYPES:
        text = head.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n").lower()
        return b"\x00" not in head and not text.startswith(("<!doctype", "<html", "<svg", "<?xml"))
    return head.startswith(SIGNATURES.get(extension, b"\x00never"))


class SiteDocument(AbstractDocument):
    """A file to download. Its language, type and size are shown in every link."""

    LANGUAGES = [("en", _("English")), ("ur", _("Urdu")), ("both", _("English and Urdu"))]

    language = models.CharField(
        max_length=4, choices=LANGUAGES, default="en", help_text="Language of the text inside."
    )
    admin_form_fields = ("title", "file", "language", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_sitedocument", "Can choose document")]

    def clean(self) -> None:
        super().clean()
        if not self.file:
            return
        self.file.seek(0)
        head = self.file.read(512)
        self.file.seek(0)
        if not looks_like(self.file_extension, head):
            raise ValidationError({"file": WRONG_TYPE})
