"""The report of translations, about what one may edit anyway."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page, get_translatable_models
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

from content.translation.rights import may_see_kind

ANY_PAGE_RIGHT = frozenset({"add", "change", "publish", "lock", "unlock"})


class Report(TranslationsReportView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("wagtail_localize.submit_translation"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Translation]:
        return visible_to(self.request.user, super().get_queryset())


def visible_to(user: Any, translations: QuerySet[Translation]) -> QuerySet[Translation]:
    """Those whose target or source is a page that the user works on, or a row that they see."""
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(
        user, ANY_PAGE_RIGHT
    )
    own_pages = pages.filter(translation_key=OuterRef("source__object_id"))
    target = own_pages.filter(locale_id=OuterRef("target_locale_id"))
    source = own_pages.filter(locale_id=OuterRef("source__locale_id"))
    rows = Q(source__specific_content_type__in=_seen_rows(user))
    visible = translations.filter(Q(Exists(target)) | Q(Exists(source)) | rows)
    return visible.order_by("source__object_repr", "pk")


def _seen_rows(user: Any) -> list[int]:
    """Content types of translatable rows (not pages) of which the user may see any."""
    models = [
        model
        for model in get_translatable_models(include_subclasses=True)
        if not issubclass(model, Page) and may_see_kind(user, model)
    ]
    return [kind.pk for kind in ContentType.objects.get_for_models(*models).values()]
