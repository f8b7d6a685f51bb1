"""Bodies with every kind of block."""

from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image

from content.documents import SiteDocument
from content.images import SiteImage
from programs.models import Figure


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid4())}


def items(*values: Any) -> list[dict[str, Any]]:
    return [block("item", value) for value in values]


def picture(title: str = "Mountains", **fields: Any) -> SiteImage:
    """An image that is larger than every rendition."""
    drawn = BytesIO()
    Image.new("RGB", (1400, 700), "green").save(drawn, "PNG")
    defaults = {"alt_en": "Mountains under snow", "alt_ur": "برف پوش پہاڑ"}
    file = ImageFile(BytesIO(drawn.getvalue()), name="mountains.png")
    return SiteImage.objects.create(title=title, file=file, **defaults | fields)


def document(title: str = "Terms", **fields: Any) -> SiteDocument:
    file = ContentFile(b"%PDF-1.7 " + b"x" * 2048, name="terms.pdf")
    made = SiteDocument(title=title, file=file, file_size=file.size, **fields)
    made.save()
    return made


def every_kind(figure: Figure, other: Figure, linked: Any) -> list[dict[str, Any]]:
    """One of each, those with headings of their own before and after a heading block."""
    group = {"title": "Two numbers", "figures": items(figure.pk, other.pk)}
    chart = {
        "title": "Two bars", "says": "One is longer.", "kind": "bar",
        "figures": items(figure.pk, other.pk),
    }  # fmt: skip
    table = {
        "caption": "Places", "header": items("Company", "Places"),
        "rows": items(items("Small", "5"), items("Large", "9-17")), "row_headers": True,
    }  # fmt: skip
    return [
        block("figure_group", group),
        block("steps", items({"title": "Ask", "text": "<p>First ask.</p>"})),
        block("heading", "A heading"),
        block("subheading", "A smaller one"),
        block("text", f'<p>Words and <a linktype="page" id="{linked.pk}">a link</a>.</p>'),
        block("quotation", {"text": "It works.", "by": "Somebody, 2025"}),
        block("callout", {"tone": "warning", "title": "Mind this", "text": "<p>Now.</p>"}),
        block("figure", figure.pk),
        block("chart", chart),
        block("table", table),
        block("timeline", items({"when": "2021-22", "title": "Begun", "text": "In May."})),
        block("questions", items({"question": "Why?", "answer": "<p>Because.</p>"})),
        block("link", {"page": linked.pk, "url": "", "text": "Go on", "hint": "10 minutes"}),
        block("related_pages", items(linked.pk)),
        block("image", {"image": picture().pk, "caption": "A view"}),
        block("documents", items(document().pk)),
    ]
