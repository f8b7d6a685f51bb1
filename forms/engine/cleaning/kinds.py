"""What a file is, by its first bytes. Its name and its sender's word for it say nothing."""

from forms.engine.cleaning.results import Refused

PDF, JPEG, PNG, HEIC = "pdf", "jpeg", "png", "heic"

TAKEN = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
# Brands of the container in which phones keep HEVC pictures (ISO/IEC 23008-12, annex B).
HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})

# What people try, with advice of its own.
REFUSED = {
    b"PK\x03\x04": "archive",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
    b"\xd0\xcf\x11\xe0": "office",
    b"{\\rtf": "office",
    b"GIF8": "picture",
    b"BM": "picture",
    b"II*\x00": "picture",
    b"MM\x00*": "picture",
}
# The first entry of a document that is a ZIP archive: Office, OpenDocument.
OFFICE_ENTRIES = (b"[Content_Types].xml", b"_rels/", b"mimetypeapplication/vnd.oasis")


def kind_of(content: bytes) -> str:
    """PDF, JPEG, PNG or HEIC. Raises Refused with the advice that fits."""
    if not content:
        raise Refused("empty")
    if found := _by_start(content, TAKEN):
        return found
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return HEIC
    raise Refused(_why_not(content))


def _by_start(content: bytes, table: dict[bytes, str]) -> str:
    return next((kind for start, kind in table.items() if content.startswith(start)), "")


def _why_not(content: bytes) -> str:
    if content.startswith(b"PK") and any(name in content[:200] for name in OFFICE_ENTRIES):
        return "office"
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if webp or content[4:12] in (b"ftypavif", b"ftypavis"):
        return "picture"
    return _by_start(content, REFUSED) or "other"
