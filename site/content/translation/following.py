"""Both trees stay equal: where a page goes in one language, its translation goes too.

The language link only exchanges the prefix of an address, so a page and its translation have the
same slug and their parents are translations of each other.
"""

import json
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move
from wagtail_localize.models import TranslationSource

from content.translation.rights import translated_parent

log = structlog.get_logger("translation")
HOME_DEPTH = 2  # home pages stand side by side, so their slugs differ


def watch() -> None:
    page_slug_changed.connect(_slug_changed, dispatch_uid="content.translation.slug")
    post_page_move.connect(_moved, dispatch_uid="content.translation.move")


def _slug_changed(instance: Page, **_: Any) -> None:
    if instance.depth <= HOME_DEPTH:
        return
    sources = TranslationSource.objects.filter(object_id=instance.translation_key)
    for source in sources:
        content = json.loads(source.content_json) | {"slug": instance.slug}
        # Not saved but written: the texts are the same.
        TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))
    for twin in instance.get_translations().specific():
        if twin.slug != instance.slug:
            _rename(twin, instance.slug)


def _rename(page: Page, slug: str) -> None:
    """Give a page a slug now, and its drafts too, which would bring the old one back."""
    if not Page._slug_is_available(slug, page.get_parent(), page=page):
        log.warning("slug_not_followed", page=page.pk, reason="taken")
        return
    drafts = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    for revision in page.revisions.filter(drafts):
        revision.content["slug"] = slug
        revision.save(update_fields=["content"])
    page.slug = slug
    page.save(clean=False)


def _moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **_: Any) -> None:
    if parent_page_before.pk == parent_page_after.pk:
        return
    for twin in instance.get_translations():
        parent = translated_parent(instance, twin.locale)
        if parent is None:
            log.warning("move_not_followed", page=twin.pk, reason="parent not translated")
        elif twin.get_parent().pk != parent.pk:
            twin.specific.move(parent, pos="last-child")


def refuse_another_tree(page: Page, destination: Page) -> None:
    """Raises PermissionDenied if the destination is of another language: a page keeps its own."""
    if destination.depth >= HOME_DEPTH and destination.locale_id != page.locale_id:
        raise PermissionDenied("A page stays among the pages of its language.")


def refuse_a_move_that_cannot_be_followed(user: Any, page: Page, destination: Page) -> None:
    """Raises PermissionDenied unless the user may move every translation along, to the translation
    of the destination, where its slug is free."""
    refuse_another_tree(page, destination)
    if page.get_parent().pk == destination.pk:
        return
    for twin in page.get_translations():
        target = destination.get_translation_or_none(twin.locale)
        if not (
            target is not None
            and twin.permissions_for_user(user).can_move_to(target)
            and Page._slug_is_available(twin.slug, target, page=twin)
        ):
            raise PermissionDenied("The translation of this page could not move along.")
