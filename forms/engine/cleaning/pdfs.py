"""PDF files: refused if they can do anything by themselves, else written anew by qpdf.

| refused | because |
|---|---|
| scripts, actions but for links, forms that send | they act on the reader |
| attached files, sound, film, 3D | they carry what was not looked at |
| passwords | nobody could look inside |
| more than `MAX_PAGES`, or large when unpacked | they block who opens them |

Pictures and fonts inside stay as they are: a scanner (`CLAMAV_URL`) looks at them.
"""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream
from pikepdf.settings import qpdf_limit_errors, set_qpdf_limits

from forms.engine.cleaning.results import Clean, Refused

MAX_PAGES = 50
MAX_NODES = 300_000  # a tagged document of 50 pages has some 100,000
MAX_PIXELS = 150_000_000  # of one picture; A3 at 600 dpi has 70 million
MAX_STREAM = 150_000_000  # bytes of one stream, unpacked
MAX_UNPACKED = 500_000_000  # of all of them

LIMITS: dict[str, Any] = {
    "max_stream_filters": 3,
    "flate_max_memory": MAX_STREAM,
    "run_length_max_memory": MAX_STREAM,
    "png_max_memory": MAX_STREAM,
    "tiff_max_memory": MAX_STREAM,
    "dct_max_memory": MAX_STREAM,
}

# Keys that stand for something active, wherever they are.
ACTIVE_KEYS = frozenset(
    {
        "/JS", "/JavaScript", "/AA", "/Launch", "/XFA", "/EF", "/EmbeddedFiles", "/Collection",
        "/RichMediaContent", "/RichMediaSettings", "/3DD", "/3DA",
    }
)  # fmt: skip
ACTIVE_VALUES = {
    "/Type": frozenset({"/EmbeddedFile", "/3D", "/RichMedia"}),
    "/Subtype": frozenset(
        {"/RichMedia", "/3D", "/Screen", "/Movie", "/Sound", "/FileAttachment", "/U3D", "/PRC"}
    ),
    # Actions but for going to a page, opening a link, showing and hiding.
    "/S": frozenset(
        {
            "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Sound",
            "/Movie", "/Rendition", "/GoTo3DView", "/RichMediaExecute",
        }
    ),
}  # fmt: skip
HARMLESS_AT_OPENING = frozenset({"/GoTo", "/Named"})
HARMLESS_LINKS = (b"http://", b"https://", b"mailto:", b"tel:", b"www.")


def clean_pdf(content: bytes) -> Clean:
    set_qpdf_limits(**LIMITS)
    before = qpdf_limit_errors()
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            check(pdf)
            if qpdf_limit_errors() > before:  # something was left out
                raise Refused("too-complex")
            return Clean(written(pdf), "application/pdf", "pdf")
    except pikepdf.PasswordError as error:
        raise Refused("pdf-protected") from error
    except pikepdf.PdfError as error:
        limited = qpdf_limit_errors() > before or "limit" in str(error)
        raise Refused("too-complex" if limited else "pdf-broken") from error


def written(pdf: pikepdf.Pdf) -> bytes:
    """Every object that leads from the catalogue, and nothing else; streams as they are. The same
    file gives the same bytes."""
    out = io.BytesIO()
    pdf.save(
        out,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        fix_metadata_version=False,
        deterministic_id=True,
    )
    return out.getvalue()


def check(pdf: pikepdf.Pdf) -> None:
    """Raises Refused."""
    if pdf.is_encrypted:
        raise Refused("pdf-protected")
    pages = len(pdf.pages)
    if not pages:
        raise Refused("pdf-broken")
    if pages > MAX_PAGES:
        raise Refused("pdf-pages")
    unpacked = 0
    for node in nodes(pdf):
        check_dictionary(node)
        if isinstance(node, Stream):
            unpacked += unpacked_size(node)
            if unpacked > MAX_UNPACKED:
                raise Refused("too-complex")


def nodes(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and stream of the file, those too that nothing leads to."""
    waiting: list[Any] = [pdf.trailer, *pdf.objects]
    seen = 0
    while waiting:
        node = waiting.pop()
        seen += 1
        if seen > MAX_NODES:
            raise Refused("too-complex")
        if isinstance(node, Stream | Dictionary):
            yield node
        waiting += inside(node)


def inside(node: Any) -> list[Any]:
    """Dictionaries and arrays within; what is only referred to is an object of the file itself."""
    if isinstance(node, Stream):
        node = node.stream_dict
    if isinstance(node, Dictionary):
        values = node.values()
    else:
        values = node if isinstance(node, Array) else ()
    return [
        value for value in values if isinstance(value, Dictionary | Array) and not value.is_indirect
    ]


def check_dictionary(node: Any) -> None:
    keys = set(node.keys())
    if keys & ACTIVE_KEYS:
        raise Refused("pdf-active")
    for key in keys & set(ACTIVE_VALUES):
        if str(node[key]) in ACTIVE_VALUES[key]:
            raise Refused("pdf-active")
    if "/OpenAction" in keys and not harmless_opening(node["/OpenAction"]):
        raise Refused("pdf-active")
    if "/URI" in keys and not harmless_link(node["/URI"]):
        raise Refused("pdf-active")
    if str(node.get("/Subtype", "")) == "/Image" and pixels(node) > MAX_PIXELS:
        raise Refused("too-complex")


def harmless_opening(action: Any) -> bool:
    """Whether the reader is only led to a page."""
    if isinstance(action, Dictionary):
        return str(action.get("/S", "")) in HARMLESS_AT_OPENING
    return isinstance(action, Array)


def harmless_link(address: Any) -> bool:
    """`/URI` of the catalogue is a dictionary, with a base for the others."""
    if isinstance(address, Dictionary):
        return True
    return bytes(address).strip().lower().startswith(HARMLESS_LINKS)


def pixels(picture: Any) -> int:
    return int(picture.get("/Width", 0)) * int(picture.get("/Height", 0))


def unpacked_size(stream: Any) -> int:
    """Bytes of the stream when it is read. Raises Refused for more than `MAX_STREAM`."""
    try:
        return len(stream.read_bytes())
    except pikepdf.DataDecodingError as error:
        if "limit" in str(error):
            raise Refused("too-complex") from error
        return len(stream.read_raw_bytes())  # damaged: nobody can unpack it
    except pikepdf.PdfError:
        return size_of_picture(stream)


def size_of_picture(stream: Any) -> int:
    """Bytes of a picture's own format (JPEG and others), which may be packed once more."""
    packed, raw = filters(stream)[:-1], stream.read_raw_bytes()
    if packed == ["/FlateDecode"]:
        return inflated_size(raw)
    if packed and packed not in (["/ASCII85Decode"], ["/ASCIIHexDecode"]):
        raise Refused("too-complex")
    return len(raw)


def filters(stream: Any) -> list[str]:
    given = stream.stream_dict.get("/Filter", Array())
    return [str(name) for name in (given if isinstance(given, Array) else [given])]


def inflated_size(raw: bytes) -> int:
    """Bytes of what zlib makes of it. Raises Refused for more than `MAX_STREAM`."""
    try:
        size = len(zlib.decompressobj().decompress(raw, MAX_STREAM + 1))
    except zlib.error:
        return len(raw)
    if size > MAX_STREAM:
        raise Refused("too-complex")
    return size
