"""In front of the translation editor: what its own view does on a POST, with the missing checks."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import TranslatableMixin
from wagtail_localize.models import Translation

from content.translation import memory, rights
from content.translation.submit import not_published

BUTTONS = ("localize-restart-translation", "localize-convert-to-alias")


def check_before_editing(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """A refusal, or None to go on to wagtail-localize. The right to edit was asked for before.

    Raises PermissionDenied where a lock forbids it, and for aliases, which would show the one
    language under the other's address.
    """
    if request.method != "POST" or not isinstance(instance, TranslatableMixin):
        return None
    publishing = request.POST.get("action") == "publish"
    translation = memory.translation_into(instance)
    if not any(name in request.POST for name in BUTTONS) and not (translation and publishing):
        return None
    if "localize-convert-to-alias" in request.POST or rights.locked_for(request.user, instance):
        raise PermissionDenied
    if translation and publishing:
        return _refuse_part_translations(request, translation)
    return None


def _refuse_part_translations(
    request: HttpRequest, translation: Translation
) -> HttpResponse | None:
    """Texts without translation would be published in the source's language."""
    count = memory.untranslated(translation).count()
    if not count:
        return None
    messages.error(request, not_published(count))
    return redirect(request.path)
