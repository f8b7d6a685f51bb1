"""A mail in a frame of the staff's side: its own styles, no script, nothing from elsewhere."""

from django.http import HttpResponse
from django.templatetags.static import static
from django.utils.csp import CSP, build_policy
from django.utils.html import format_html

POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "font-src": [CSP.SELF],
    "img-src": ["data:"],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
}
# Telephones have this font of their own; the machine on which staff look may not.
FONT = (
    "<style>@font-face {{ font-family: 'Noto Nastaliq Urdu'; src: url('{}') format('woff2');"
    " unicode-range: U+20, U+A0, U+600-6FF, U+200C-200E; }}</style></head>"
)


def framed(html: str) -> HttpResponse:
    font = format_html(FONT, static("fonts/noto-nastaliq-urdu.woff2"))
    response = HttpResponse(html.replace("</head>", font, 1))
    response.headers["Content-Security-Policy"] = build_policy(POLICY)
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
