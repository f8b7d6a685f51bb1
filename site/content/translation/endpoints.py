"""Addresses of wagtail-localize's own, each with a guard in front.

They have the same paths as upstream's and are registered before them, so they are found first; the
names still lead there. `tests/staff/` checks that none of upstream's is left without a guard.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import polib
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation, snippets_api

from content.translation import rights
from content.translation.report import Report
from content.translation.review import submit_for_review
from content.translation.submit import SubmitPage, SubmitSnippet, Update

MAX_PO_BYTES = 1024 * 1024
IDENTIFIER = "X-WagtailLocalize-TranslationID"

type View = Callable[..., HttpResponseBase]
type Right = Callable[[Any, Any], bool]


def guarded(view: View, right: Right, *, hand_over: bool = False) -> View:
    """The view of a translation, for those who have the right on its target.

    With `hand_over` the view gets translation and target in place of the translation's key.
    """

    @wraps(view)
    def guard(request: HttpRequest, translation_id: int, **kwargs: Any) -> HttpResponseBase:
        translation = get_object_or_404(Translation, pk=translation_id)
        target = target_or_404(translation)
        if not right(request.user, target):
            raise PermissionDenied
        if hand_over:
            return view(request, translation, target, **kwargs)
        return view(request, translation_id, **kwargs)

    return guard


def target_or_404(translation: Translation) -> Any:
    model = translation.source.specific_content_type.model_class()
    return get_object_or_404(
        model,
        translation_key=translation.source.object_id,
        locale_id=translation.target_locale_id,
    )


@require_POST
def upload_pofile(request: HttpRequest, translation_id: int) -> HttpResponseBase:
    """wagtail-localize's upload, for files that it can read; others get a message, not an error."""
    upload = request.FILES.get("file")
    if upload is None or (upload.size or 0) > MAX_PO_BYTES or not has_identifier(upload):
        messages.error(request, "Choose the PO file that was downloaded here (at most 1 MB).")
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
    return edit_translation.upload_pofile(request, translation_id)


def has_identifier(upload: Any) -> bool:
    """Whether this is a PO file that names the translation which it belongs to."""
    try:
        # Content is told from a path by its line breaks; a path is never read.
        text = upload.read().decode() + "\n\n"
        return IDENTIFIER in polib.pofile(text).metadata
    except (OSError, UnicodeDecodeError, ValueError):
        return False
    finally:
        upload.seek(0)


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Refused to everybody: an alias shows the one language under the other's address."""
    raise PermissionDenied


def snippets_api_view(action: str) -> View:
    """Titles of rows for the translation editor, to those who may see rows of that kind."""
    view = snippets_api.SnippetViewSet.as_view(
        {"get": action}, renderer_classes=[JSONRenderer], permission_classes=[IsAuthenticated]
    )

    def guard(
        request: HttpRequest, app_label: str, model_name: str, **kwargs: Any
    ) -> HttpResponseBase:
        model = get_snippet_model_from_url_params(app_label, model_name)
        if not rights.may_see_kind(request.user, model):
            raise PermissionDenied
        return view(request, app_label=app_label, model_name=model_name, **kwargs)

    return guard


def of_translation(route: str, view: View, right: Right, name: str, **options: Any) -> URLPattern:
    guard = guarded(view, right, **options)
    return path(f"translate/<int:translation_id>/{route}", guard, name=name)


urlpatterns = [
    path("submit/page/<int:page_id>/", SubmitPage.as_view(), name="submit_page_translation"),
    path(
        "submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
        SubmitSnippet.as_view(),
        name="submit_snippet_translation",
    ),
    path("update/<int:translation_source_id>/", Update.as_view(), name="update_translations"),
    of_translation(
        "strings/<int:string_segment_id>/edit/",
        edit_translation.edit_string_translation,
        rights.may_change_now,
        "edit_string_translation",
    ),
    of_translation(
        "overrides/<int:overridable_segment_id>/edit/",
        edit_translation.edit_override,
        rights.may_change_now,
        "edit_override",
    ),
    of_translation(
        "pofile/download/", edit_translation.download_pofile, rights.may_change, "download_pofile"
    ),
    of_translation("pofile/upload/", upload_pofile, rights.may_change_now, "upload_pofile"),
    of_translation(
        "machine_translate/",
        edit_translation.machine_translate,
        rights.may_change_now,
        "machine_translate",
    ),
    of_translation(
        "preview/", edit_translation.preview_translation, rights.may_change, "preview_translation"
    ),
    of_translation(
        "preview/<str:mode>/",
        edit_translation.preview_translation,
        rights.may_change,
        "preview_translation",
    ),
    of_translation(
        # From then on the page is edited by hand, and follows its source no more.
        "disable/",
        edit_translation.stop_translation,
        rights.may_publish_now,
        "stop_translation",
    ),
    of_translation(
        "review/", submit_for_review, rights.may_change_now, "submit_for_review", hand_over=True
    ),
    path("page/<int:page_id>/convert_to_alias/", convert_to_alias, name="convert_to_alias"),
    path("reports/translations/", Report.as_view(), name="translations_report"),
    path(
        "reports/translations/results/",
        Report.as_view(results_only=True),
        name="translations_report_results",
    ),
    path(
        "api/snippets/<slug:app_label>/<slug:model_name>/",
        snippets_api_view("list"),
        name="snippets_api_listing",
    ),
    path(
        "api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
        snippets_api_view("retrieve"),
        name="snippets_api_detail",
    ),
]
# Everybody on the staff's side may load the editor's own words.
UNGUARDED = frozenset({"javascript_catalog"})
