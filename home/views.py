"""Search. Results say what kind of thing they are; the page is never cached."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    return render(request, "home/search.html", {"query": request.GET.get("q", "")})
