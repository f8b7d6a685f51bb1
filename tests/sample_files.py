"""Files as people send them, and as attackers do."""

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name
from PIL import Image

MARK = b"SECRET-MARK-24.8607N-67.0011E"  # stands for what must not come through


def picture(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue, so that turning shows."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def exif(orientation: int = 1) -> bytes:
    """With a camera's owner and a place in it."""
    given = Image.Exif()
    given[0x0112] = orientation
    given[0x013B] = MARK.decode()
    given.get_ifd(0x8825)[29] = MARK.decode()
    return given.tobytes()


def jpeg(size: tuple[int, int] = (60, 40), orientation: int = 1, **options: Any) -> bytes:
    options.setdefault("comment", MARK)
    return saved(
        picture(size), "JPEG", exif=exif(orientation), icc_profile=b"ICC" + MARK, **options
    )


def png(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", MARK.decode())
    info.add_itxt("XML:com.adobe.xmp", MARK.decode())
    return saved(picture(size, mode), "PNG", pnginfo=info, exif=exif(), icc_profile=b"ICC" + MARK)


def heic(size: tuple[int, int] = (64, 48)) -> bytes:
    buffer = io.BytesIO()
    pillow_heif.from_pillow(picture(size)).save(buffer, exif=exif(), xmp=MARK)
    return buffer.getvalue()


def noise_jpeg(size: int) -> bytes:
    """At least so many bytes, and a JPEG."""
    side = int((size / 2) ** 0.5)
    return saved(
        Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)), "JPEG", quality=95
    )


def pdf(build: Callable[[pikepdf.Pdf], object] | None = None, pages: int = 1, **save: Any) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    if build:
        build(made)
    buffer = io.BytesIO()
    if "encryption" not in save:
        save |= {
            "compress_streams": False,
            "stream_decode_level": pikepdf.StreamDecodeLevel.none,
            "deterministic_id": True,
        }
    made.save(buffer, **save)
    return buffer.getvalue()


def scan_pdf() -> bytes:
    """A scanned page with a link, an opening view and a form field: nothing that acts."""

    def build(made: pikepdf.Pdf) -> None:
        scan = made.make_stream(saved(picture((600, 800)), "JPEG"))
        scan.stream_dict.update(
            Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=600, Height=800,
                       ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode)
        )  # fmt: skip
        page = made.pages[0]
        page.Resources = Dictionary(XObject=Dictionary(Im0=scan))
        page.Contents = made.make_stream(b"q 600 0 0 800 0 0 cm /Im0 Do Q")
        address = Dictionary(S=Name.URI, URI=pikepdf.String("https://example.com/"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=address)
        page.Annots = Array([made.make_indirect(link)])
        made.Root.OpenAction = Array([page.obj, Name.Fit])
        made.Root.AcroForm = Dictionary(Fields=Array([]))

    return pdf(build)


def action(**parts: Any) -> Callable[[pikepdf.Pdf], object]:
    return lambda made: setattr(made.Root, "OpenAction", Dictionary(**parts))


def annotation(**parts: Any) -> Callable[[pikepdf.Pdf], object]:
    def build(made: pikepdf.Pdf) -> None:
        made.pages[0].Annots = Array([made.make_indirect(Dictionary(Type=Name.Annot, **parts))])

    return build


def on_root(**parts: Any) -> Callable[[pikepdf.Pdf], object]:
    def build(made: pikepdf.Pdf) -> None:
        for key, value in parts.items():
            made.Root[f"/{key}"] = value

    return build


def attached(made: pikepdf.Pdf) -> None:
    made.attachments["macro.exe"] = b"MZ"


def unreferenced_script(made: pikepdf.Pdf) -> None:
    made.make_indirect(Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)")))
    made.Root.Kept = made.objects[-1]


def packed(times: int, size: int, rounds: int = 1) -> Callable[[pikepdf.Pdf], object]:
    """So many streams that unpack to that many bytes each."""
    raw = b"\0" * size
    for _ in range(rounds):
        raw = zlib.compress(raw, 1)

    def build(made: pikepdf.Pdf) -> None:
        streams = [made.make_stream(raw) for _ in range(times)]
        for stream in streams:
            stream.stream_dict.Filter = Array([Name.FlateDecode] * rounds)
        made.Root.Streams = Array(streams)

    return build


def packed_picture(made: pikepdf.Pdf) -> None:
    stream = made.make_stream(zlib.compress(b"\xff\xd8\xff" + b"\0" * 200_000_000, 1))
    stream.stream_dict.Filter = Array([Name.FlateDecode, Name.DCTDecode])
    made.Root.Picture = stream


def huge_picture(made: pikepdf.Pdf) -> None:
    stream = made.make_stream(b"\0")
    stream.stream_dict.update(
        Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000,
                   ColorSpace=Name.DeviceGray, BitsPerComponent=1, Filter=Name.CCITTFaxDecode)
    )  # fmt: skip
    made.Root.Picture = stream


def object_stream_bomb(padding: int = 200_000_000) -> bytes:
    """The catalogue and a page lie in an object stream that unpacks to 200 MB."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ]
    places = [0, len(objects[0]), len(objects[0]) + len(objects[1])]
    head = b"1 %d 2 %d 5 %d " % tuple(places)
    packed_objects = zlib.compress(head + b"".join(objects) + b" " * padding, 1)
    first = len(head)
    parts = [b"%PDF-1.5\n"]
    place = len(parts[0])
    parts.append(
        b"3 0 obj\n<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>stream\n"
        % (first, len(packed_objects))
        + packed_objects
        + b"\nendstream\nendobj\n"
    )
    table_at = place + len(parts[1])
    rows = [(0, 0, 65535), (2, 3, 0), (2, 3, 1), (1, place, 0), (1, table_at, 0), (2, 3, 2)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    parts.append(
        b"4 0 obj\n<</Type/XRef/W[1 4 2]/Size 6/Root 1 0 R/Length %d>>stream\n" % len(table)
        + table
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % table_at
    )
    return b"".join(parts)


def png_bomb() -> bytes:
    """3.6 thousand million pixels in few kilobytes; header and checksums are right."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (struct.pack(">I", len(content)) + kind + content
                + struct.pack(">I", zlib.crc32(kind + content)))  # fmt: skip

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 7501 * 1000, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def jpeg_bomb() -> bytes:
    """Says in its header that it is 65,500 pixels wide and high."""
    plain = saved(picture(), "JPEG")
    place = plain.index(b"\xff\xc0") + 5
    return plain[:place] + struct.pack(">HH", 65_500, 65_500) + plain[place + 4 :]


def heic_bomb() -> bytes:
    """Says in its header that it is 20,000 pixels wide and high."""
    plain = heic((64, 64))
    place = plain.index(b"ispe") + 8
    return plain[:place] + struct.pack(">II", 20_000, 20_000) + plain[place + 8 :]


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, MARK)
    return buffer.getvalue()


SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
# With a macro in it.
DOCM = archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")

GOOD: dict[str, tuple[Callable[[], bytes], str]] = {
    "jpeg": (jpeg, "image/jpeg"),
    "progressive jpeg": (lambda: jpeg(progressive=True), "image/jpeg"),
    "grey jpeg": (lambda: saved(picture(mode="L"), "JPEG"), "image/jpeg"),
    "cmyk jpeg": (lambda: saved(picture(mode="CMYK"), "JPEG"), "image/jpeg"),
    "png": (png, "image/png"),
    "png with alpha": (lambda: png(mode="RGBA"), "image/png"),
    "png with grey and alpha": (lambda: png(mode="LA"), "image/png"),
    "png with a palette": (lambda: png(mode="P"), "image/png"),
    "png of one bit": (lambda: png(mode="1"), "image/png"),
    "png of 16 bits": (lambda: saved(Image.new("I;16", (9, 9), 40_000), "PNG"), "image/png"),
    "heic": (heic, "image/jpeg"),
    "pdf": (pdf, "application/pdf"),
    "scanned pdf": (scan_pdf, "application/pdf"),
    "pdf with its parts in a stream": (lambda: object_stream_bomb(0), "application/pdf"),
    "pdf of 50 pages": (lambda: pdf(pages=50), "application/pdf"),
}

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "SVG": (lambda: SVG, "other"),
    "HTML": (lambda: b"<!doctype html><script>alert(1)</script>", "other"),
    "program": (lambda: b"MZ\x90\0" + b"\0" * 100, "other"),
    "script": (lambda: b"#!/bin/sh\nrm -rf /\n", "other"),
    "HTML before a PDF": (lambda: b"<script>alert(1)</script>" + pdf(), "other"),
    "GIF": (lambda: saved(picture(), "GIF"), "picture"),
    "WebP": (lambda: saved(picture(), "WEBP"), "picture"),
    "TIFF": (lambda: saved(picture(), "TIFF"), "picture"),
    "BMP": (lambda: saved(picture(), "BMP"), "picture"),
    "document with a macro": (lambda: DOCM, "office"),
    "OpenDocument": (lambda: archive("mimetype") and b"PK\x03\x04" + b"\0" * 26
                     + b"mimetypeapplication/vnd.oasis.opendocument.text", "office"),
    "old Word document": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "office"),
    "RTF": (lambda: b"{\\rtf1 hello}", "office"),
    "ZIP": (lambda: archive("a.pdf"), "archive"),
    "PNG bomb": (png_bomb, "image-pixels"),
    "JPEG bomb": (jpeg_bomb, "image-pixels"),
    "HEIC bomb": (heic_bomb, "image-pixels"),
    "JPEG cut off": (lambda: jpeg((300, 300))[:-400], "image-broken"),
    "PNG cut off": (lambda: png()[:-60], "image-broken"),
    "HEIC cut off": (lambda: heic()[:200], "image-broken"),
    "start of a JPEG": (lambda: b"\xff\xd8\xff\xe0", "image-broken"),
    "start of a PDF": (lambda: b"%PDF-1.7\n", "pdf-broken"),
    "PDF without pages": (lambda: pdf(pages=0), "pdf-broken"),
    "PDF of 51 pages": (lambda: pdf(pages=51), "pdf-pages"),
    "PDF with a password": (
        lambda: pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "pdf-protected"),
    "PDF with rights only": (
        lambda: pdf(encryption=pikepdf.Encryption(owner="o", user="")), "pdf-protected"),
    "PDF with a script at opening": (
        lambda: pdf(action(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))), "pdf-active"),
    "PDF with a script in a name tree": (
        lambda: pdf(on_root(Names=Dictionary(JavaScript=Dictionary(Names=Array([]))))),
        "pdf-active"),
    "PDF with an escaped name": (
        lambda: pdf(on_root(Xx=Dictionary(S=Name.JavaScript))).replace(
            b"/JavaScript", b"/J#61v#61Script"), "pdf-active"),
    "PDF with a script in an object stream": (
        lambda: pdf(unreferenced_script,
                    object_stream_mode=pikepdf.ObjectStreamMode.generate), "pdf-active"),
    "PDF that opens an address": (
        lambda: pdf(action(S=Name.URI, URI=pikepdf.String("https://example.com"))), "pdf-active"),
    "PDF that starts a program": (
        lambda: pdf(annotation(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F="cmd.exe"))),
        "pdf-active"),
    "PDF that links to a script": (
        lambda: pdf(annotation(Subtype=Name.Link, A=Dictionary(
            S=Name.URI, URI=pikepdf.String(" javascript:alert(1)")))), "pdf-active"),
    "PDF that links to a file": (
        lambda: pdf(annotation(Subtype=Name.Link, A=Dictionary(
            S=Name.URI, URI=pikepdf.String("file:///etc/passwd")))), "pdf-active"),
    "PDF that opens another file": (
        lambda: pdf(annotation(Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F="x.pdf"))),
        "pdf-active"),
    "PDF with further actions": (lambda: pdf(on_root(AA=Dictionary())), "pdf-active"),
    "PDF that sends a form": (
        lambda: pdf(annotation(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm))),
        "pdf-active"),
    "PDF that imports data": (
        lambda: pdf(annotation(Subtype=Name.Link, A=Dictionary(S=Name.ImportData))),
        "pdf-active"),
    "PDF with an attached file": (lambda: pdf(attached), "pdf-active"),
    "PDF with rich media": (lambda: pdf(annotation(Subtype=Name.RichMedia)), "pdf-active"),
    "PDF with 3D": (lambda: pdf(annotation(Subtype=Name("/3D"))), "pdf-active"),
    "PDF with an XFA form": (
        lambda: pdf(on_root(AcroForm=Dictionary(XFA=pikepdf.String("x")))), "pdf-active"),
    "PDF bomb": (lambda: pdf(packed(1, 200_000_000)), "too-complex"),
    "PDF bomb of many streams": (lambda: pdf(packed(40, 60_000_000)), "too-complex"),
    "PDF bomb in a bomb": (lambda: pdf(packed(1, 200_000_000, rounds=2)), "too-complex"),
    "PDF bomb as a picture": (lambda: pdf(packed_picture), "too-complex"),
    "PDF with a picture of 3600 megapixels": (lambda: pdf(huge_picture), "too-complex"),
    "PDF bomb in its own structure": (object_stream_bomb, "pdf-broken"),
    "PDF of too many parts": (
        lambda: pdf(on_root(Parts=pikepdf.Object.parse(b"[" + b"<<>>" * 310_000 + b"]"))),
        "too-complex"),
}  # fmt: skip
