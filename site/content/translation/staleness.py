"""Since when a translation is out of date: `BasePage.stale_since`.

Set when the source is published with a changed content; cleared when the translation is published
with every text translated anew. Nobody has to press anything for it.
"""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import Translation, TranslationSource

from content import stamp
from content.translation import memory

# An address is the same in both languages and followed at once: see `following`.
NOT_TEXT = frozenset({"slug"})
IDENTIFIERS = frozenset({"pk", "page", "sort_order"})


def watch() -> None:
    page_published.connect(_published, dispatch_uid="content.translation.staleness")


def _published(instance: Page, revision: Revision | None = None, **_: Any) -> None:
    page = instance.specific
    if page.alias_of_id or not hasattr(page, "stale_since"):
        return
    translation = memory.translation_into(page)
    if translation is not None:
        _translation_published(page, translation, revision)
        return
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is not None and source.translations.filter(enabled=True).exists():
        _source_published(page, source)
    elif page.locale.language_code == settings.LANGUAGE_CODE:
        _original_published(page, revision)
    else:
        clear(page)


def _translation_published(page: Any, translation: Translation, revision: Revision | None) -> None:
    """Up to date if all is translated and the revision was made after the source changed."""
    changed = translation.source.last_updated_at
    older = page.stale_since and revision is not None and revision.created_at < changed
    if memory.is_complete(translation) and not older:
        clear(page)
    else:
        mark(page, timezone.now())


def _source_published(page: Any, source: TranslationSource) -> None:
    """Take the published content over as what is to be translated, and mark its translations."""
    changed = changed_fields(page, json.loads(source.content_json))
    if changed:
        source.update_from_db()
    if changed - NOT_TEXT:
        _mark_translations(page)


def _original_published(page: Any, revision: Revision | None) -> None:
    """A page whose translations are edited by hand: compared with what was published before."""
    previous = _published_before(page, revision)
    if previous is not None and changed_fields(page, previous.content) - NOT_TEXT:
        _mark_translations(page)


def _published_before(page: Page, revision: Revision | None) -> Revision | None:
    """The revision that was live until now, by the page's log (which is written afterwards); None
    without one, or if it has been purged."""
    entries = PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.publish")
    entry = entries.order_by("-timestamp", "-pk").first()
    if entry is None or (revision is not None and entry.revision_id == revision.pk):
        return None
    previous: Revision | None = Revision.objects.filter(pk=entry.revision_id).first()
    return previous


def changed_fields(page: Page, before: dict[str, Any]) -> set[str]:
    """Names of the fields that differ from a former serialised content of the page.

    Only fields that a translation takes from its source count, translated or as they are.
    """
    after = json.loads(page.to_json())
    followed = (
        field.field_name
        for field in get_translatable_fields(type(page))
        if field.is_translated(page) or field.is_synchronized(page)
    )
    return {
        name
        for name in followed
        if _comparable(page, name, before.get(name)) != _comparable(page, name, after.get(name))
    }


def _comparable(page: Page, name: str, value: Any) -> Any:
    """A serialised value without what differs between equal contents."""
    field = page._meta.get_field(name)
    if isinstance(field, StreamField):
        return _normalised_stream(field, value)
    if isinstance(value, list):
        return [_without_identifiers(one) for one in value]
    return value


def _normalised_stream(field: StreamField, value: Any) -> Any:
    stream = field.to_python(value)
    for block in stream:  # what was not looked at yet would be given back raw
        block.value  # noqa: B018
    return json.loads(json.dumps(stream.get_prep_value(), cls=DjangoJSONEncoder))


def _without_identifiers(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: one for name, one in value.items() if name not in IDENTIFIERS}


def _mark_translations(page: Page) -> None:
    now = timezone.now()
    for twin in page.get_translations().specific():
        mark(twin, now)


def mark(page: Any, since: datetime) -> None:
    """Say since when a translation is stale; an earlier date stays."""
    if not page.alias_of_id:
        _write(page, type(page).objects.filter(pk=page.pk, stale_since=None), since)


def clear(page: Any) -> None:
    _write(page, type(page).objects.filter(pk=page.pk).exclude(stale_since=None), None)


def _write(page: Any, rows: Any, since: datetime | None) -> None:
    if rows.update(stale_since=since):
        page.stale_since = since
        stamp.advance()
