"""Pictures, files and words of two directions, in templates."""

import re
from typing import Any

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

register = template.Library()

# As wide as the text beside a column of facts; on a phone the screen without its gutters.
SIZES = "(min-width: 60em) 42rem, calc(100vw - 2.5rem)"
_URDU = re.compile(r"[\u0600-\u06ff]")
_TAG = re.compile(r"(<[^>]*>)")
# Numbers joined by dashes: 2023-24, 9–17, 35202-1234567-1.
_NUMBER = r"\d+(?:[.,]\d+)*"
_RANGE = re.compile(rf"(?<![\d.,]){_NUMBER}(?:\s?[-–]\s?{_NUMBER})+")


@register.inclusion_tag("content/responsive_image.html", takes_context=True)
def responsive_image(context: template.Context, image: Any, sizes: str = SIZES) -> dict[str, Any]:
    """The image in the widths that were made of it at upload; nothing is made here. Until the
    worker has made them, its words stand in its place.

    The first on a page loads at once and before the others, those when they come near.
    """
    pictures = image.pictures
    return {
        "alt": image.default_alt_text,
        "shown": pictures[-1] if pictures else None,
        "pictures": pictures if len(pictures) > 1 else [],
        "sizes": sizes,
        "first": is_first_picture(context.get("request")),
    }


def is_first_picture(request: Any) -> bool:
    """Whether this is the first picture of the page that the request asked for."""
    if request is None or getattr(request, "has_shown_a_picture", False):
        return False
    request.has_shown_a_picture = True
    return True


@register.filter
def document_facts(document: Any) -> SafeString:
    """`PDF, 1.2 MB, in English`: what a reader wants to know before loading a file."""
    languages = {"en": _("in English"), "ur": _("in Urdu"), "both": _("in English and Urdu")}
    size = filesizeformat(document.file_size) if document.file_size else ""
    facts = [document.file_extension.upper(), size, languages[document.language]]
    return format_html_join(_(", "), "<bdi>{}</bdi>", ((fact,) for fact in facts if fact))


@register.filter
def in_own_language(text: str) -> SafeString:
    """A text that stands in its own language on every page, such as the title of a document."""
    language = "ur" if _URDU.search(text) else "en"
    if language == (get_language() or "en")[:2]:
        return conditional_escape(text)
    return format_html('<bdi lang="{}">{}</bdi>', language, text)


@register.filter
def isolated(text: Any) -> SafeString:
    """In Urdu, ranges of numbers in the order in which they are written; else they read backwards.

    Takes plain text or HTML; inside tags nothing changes.
    """
    html = str(conditional_escape(text))
    if get_language_bidi():
        parts = _TAG.split(html)
        parts[::2] = [_RANGE.sub(r'<bdi class="range">\g<0></bdi>', part) for part in parts[::2]]
        html = "".join(parts)
    return mark_safe(html)  # noqa: S308 — escaped above, or HTML that was safe already
