"""What robots and finders of weaknesses look for at fixed addresses."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from content import stamp
from home.addresses import CODES, origin
from home.rows import SiteTexts

TEXT = "text/plain; charset=utf-8"
SECURITY_DAYS = 180  # RFC 9116 recommends less than a year


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """A demonstration keeps robots out; a real site, from what is not a page (RFC 9309)."""
    kept_out = ["/"] if settings.DEMONSTRATION else not_pages()
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in kept_out)]
    if not settings.DEMONSTRATION:
        lines += ["", f"Sitemap: {origin()}{reverse('sitemap')}"]
    return text(lines)


def not_pages() -> list[str]:
    searches = [f"/{code}/search/" for code in CODES]
    return ["/admin/", "/health/", *searches, "/*/apply/"]


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """security.txt (RFC 9116). Without a contact there is none."""
    contact = stamp.remembered("security.contact", lambda: SiteTexts.load().security_contact)
    if not contact:
        raise Http404("no contact for reports of weaknesses")
    expires = (timezone.now() + timedelta(days=SECURITY_DAYS)).date()
    return text(
        [
            f"Contact: mailto:{contact}",
            f"Expires: {expires.isoformat()}T00:00:00Z",
            f"Preferred-Languages: {', '.join(CODES)}",
            f"Canonical: {origin()}{reverse('security')}",
        ]
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this name when a page names no icon, such as a CSV."""
    response = HttpResponseRedirect(static("img/favicon.svg"))
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)
