"""The Urdu of a loaded page, through wagtail-localize: staff find it in the translation editor."""

from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue


def forget_translation(page: Page) -> None:
    """Delete wagtail-localize's record of a page; its segments protect it, so they go first."""
    key = page.translation_key
    TranslationSource.objects.filter(object__translation_key=key).delete()
    TranslatableObject.objects.filter(translation_key=key).delete()


class MisalignedTranslationError(ValueError):
    """The two languages of a file do not have the same paragraphs, items or fields."""


def translate_page(source_page: Page, urdu: Page) -> Page:
    """Publish the translation of a page; `urdu` is an unsaved copy of it with Urdu texts.

    Both are cut into segments by wagtail-localize; a segment's place (path and order) pairs them.
    """
    locale = Locale.objects.get(language_code="ur")
    source, _ = TranslationSource.update_or_create_from_instance(source_page)
    Translation.objects.get_or_create(source=source, target_locale=locale)
    texts = {
        (segment.path, segment.order): segment.string
        for segment in extract_segments(urdu)
        if isinstance(segment, StringSegmentValue)
    }
    segments = StringSegment.objects.filter(source=source).select_related("string", "context")
    store([(segment, text_of(segment, texts, source_page)) for segment in segments], locale)
    translated: Any
    translated, _ = source.create_or_update_translation(locale, publish=False)
    translated.get_latest_revision().publish()
    translated.refresh_from_db()
    type(translated).objects.filter(pk=translated.pk).update(stale_since=None)
    return translated  # type: ignore[no-any-return]


def text_of(segment: StringSegment, texts: dict[tuple[str, int], Any], page: Page) -> str:
    text = texts.get((segment.context.path, segment.order))
    if text is None:
        raise MisalignedTranslationError(f"{page.slug}: {segment.context.path}")
    return str(text.data)


def store(pairs: list[tuple[StringSegment, str]], locale: Locale) -> None:
    """Write all strings of a page at once. The same string twice in one place is one row."""
    rows = {
        (segment.string_id, segment.context_id): StringTranslation(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=locale,
            data=text,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            updated_at=timezone.now(),
        )
        for segment, text in pairs
    }
    StringTranslation.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "updated_at"],
    )
