"""Who may translate what. wagtail-localize itself asks for one global permission only."""

from typing import Any

from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail.snippets.permissions import get_permission_name
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import RelatedObjectSegmentValue
from wagtail_localize.segments.extract import extract_segments

# A row is seen by whoever may do anything at all with rows of its kind.
ANY_ROW_RIGHT = frozenset({"view", "choose", "add", "change", "delete"})


def may_read(user: Any, instance: Any) -> bool:
    """A live page is public; a draft, or a row, is for those who may edit it."""
    if isinstance(instance, Page):
        return instance.live or may_change(user, instance)
    return bool(user.has_perm(get_permission_name("change", type(instance))))


def may_change(user: Any, instance: Any) -> bool:
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return bool(user.has_perm(get_permission_name("change", type(instance))))


def may_change_now(user: Any, instance: Any) -> bool:
    """May change it, and nobody's lock stands in the way (a review locks a page too)."""
    return may_change(user, instance) and not locked_for(user, instance)


def locked_for(user: Any, instance: Any) -> bool:
    lock = instance.get_lock() if hasattr(instance, "get_lock") else None
    return bool(lock and lock.for_user(user))


def may_publish(user: Any, instance: Any) -> bool:
    """Rows without drafts are public when saved: to change them is to publish them."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    action = "publish" if hasattr(instance, "live_revision") else "change"
    return bool(user.has_perm(get_permission_name(action, type(instance))))


def may_publish_now(user: Any, instance: Any) -> bool:
    return may_publish(user, instance) and may_change_now(user, instance)


def may_see_kind(user: Any, model: type) -> bool:
    return bool(policy_registry.get_by_type(model).user_has_any_permission(user, ANY_ROW_RIGHT))


def may_translate(user: Any, instance: Any, locale: Locale) -> bool:
    """May read the source and add its translation where it belongs in that language."""
    if not may_read(user, instance):
        return False
    if not all(_may_add_row(user, row) for row in related_rows(instance)):
        return False
    if not isinstance(instance, Page):
        return _may_add_row(user, instance)
    existing = instance.get_translation_or_none(locale)
    if existing is not None:  # an alias, which becomes a translation
        return may_change_now(user, existing)
    parent = translated_parent(instance, locale)
    return parent is not None and bool(parent.permissions_for_user(user).can_add_subpage())


def translated_parent(page: Page, locale: Locale) -> Page | None:
    """Where the translation of a page belongs; None while its parent is not translated."""
    parent = page.get_parent()
    if parent.is_root():
        return parent
    return parent.get_translation_or_none(locale)


def related_rows(instance: Any) -> list[Any]:
    """Translatable rows that an instance refers to: wagtail-localize translates them along."""
    return [
        segment.get_instance(instance.locale)
        for segment in extract_segments(instance)
        if isinstance(segment, RelatedObjectSegmentValue)
    ]


def targets_of(source: TranslationSource) -> list[Any]:
    """The translations of a source that are kept in step with it."""
    targets = []
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        model = source.specific_content_type.model_class()
        target = model.objects.filter(
            translation_key=source.object_id, locale=translation.target_locale
        ).first()
        if target is not None:
            targets.append(target)
    return targets


def _may_add_row(user: Any, row: Any) -> bool:
    return bool(user.has_perm(get_permission_name("add", type(row))))
