"""The short way to a form's pages. Wagtail finds a page by walking down to it, five queries for
each request; a start page is kept in the process under the content's stamp instead, so that the day
on which a form opens costs what its answers cost. Everything else is Wagtail's own."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from content import stamp
from content.translation.missing import is_in_language, serve_or_offer
from forms.engine.services import address, page_models


def form_page(request: HttpRequest, slug: str, rest: str) -> HttpResponseBase:
    """`/en/<slug>/apply/<rest>` of a service; any other page at such an address is Wagtail's."""
    page = start_pages().get(f"/{get_language()}/{slug}/")
    if page is None:
        answer: HttpResponseBase = serve_or_offer(request, f"{slug}/apply/{rest}")
        return answer
    if refusal := page.check_request_method(request):
        return refusal
    if request.method == "OPTIONS":
        return page.handle_options_request(request)
    view, args, kwargs = page.resolve_subpage(f"/apply/{rest}")
    found: HttpResponseBase = page.serve(request, view, args, kwargs)
    return found


def start_pages() -> dict[str, Any]:
    """Every live start page by its address. The pages are shared: nobody changes them."""
    return stamp.remembered("form.start_pages", _start_pages)


def _start_pages() -> dict[str, Any]:
    pages = (
        page
        for model in page_models()
        for page in model.objects.live().select_related("locale", "alias_of")
        if is_in_language(page, page.locale_id)
    )
    return {found: page for page in pages if (found := address(page))}
