"""The staff's side of content: guards in front of translation, the dashboard, Urdu fields."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLResolver, include, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import CollectionViewRestriction, Page

from content.dashboard import Waiting
from content.explorer import ExplorerViewSet
from content.staff_scripts import without_inline_scripts
from content.translation import endpoints
from content.translation.editing import check_before_editing
from content.translation.following import (
    refuse_a_move_that_cannot_be_followed,
    refuse_another_tree,
)

without_inline_scripts()

FIRST = -100  # before wagtail-localize's own hooks
LAST = 100  # after Wagtail's own


@hooks.register("register_admin_urls", order=FIRST)
def translation_addresses() -> list[URLResolver]:
    return [path("localize/", include((endpoints.urlpatterns, "translation")))]


@hooks.register("register_admin_viewset", order=LAST)
def explorer() -> ExplorerViewSet:
    return ExplorerViewSet()


@hooks.register("before_edit_page", order=FIRST)
@hooks.register("before_edit_snippet", order=FIRST)
def check_translation(request: HttpRequest, instance: Any) -> HttpResponse | None:
    return check_before_editing(request, instance)


@hooks.register("before_move_page")
def check_move(request: HttpRequest, page: Page, destination: Page) -> None:
    refuse_a_move_that_cannot_be_followed(request.user, page, destination)


@hooks.register("before_bulk_action")
def check_moves(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    if action_type == "move" and action.model is Page:
        for page in objects:
            refuse_a_move_that_cannot_be_followed(
                request.user, page, action.cleaned_form.cleaned_data["chooser"]
            )


@hooks.register("before_copy_page")
def check_copy(request: HttpRequest, page: Page) -> None:
    destination = Page.objects.filter(pk=request.POST.get("new_parent_page") or None).first()
    if destination is not None:
        refuse_another_tree(page, destination)


@hooks.register("construct_page_action_menu")
def without_aliases(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(Waiting())


@hooks.register("insert_global_admin_css")
def urdu_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("admin/urdu.css"))


@hooks.register("insert_global_admin_js")
def scripts() -> SafeString:
    files = ((static(f"admin/{name}.js"),) for name in ("start", "urdu"))
    return format_html_join("\n", '<script type="module" src="{}"></script>', files)


def _refuse_private_collections(**_: Any) -> None:
    raise PermissionDenied("Everything published is public.")


pre_save.connect(
    _refuse_private_collections,
    sender=CollectionViewRestriction,
    dispatch_uid="content.no_private_collections",
)
