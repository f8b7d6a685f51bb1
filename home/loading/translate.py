"""The Urdu of a loaded page, through wagtail-localize: staff find it in the translation editor."""

from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue


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
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        text = texts.get((segment.context.path, segment.order))
        if text is None:
            raise MisalignedTranslationError(f"{source_page.slug}: {segment.context.path}")
        _store(segment, text.data, locale)
    translated: Any
    translated, _ = source.create_or_update_translation(locale, publish=False)
    translated.get_latest_revision().publish()
    translated.refresh_from_db()
    type(translated).objects.filter(pk=translated.pk).update(stale_since=None)
    return translated  # type: ignore[no-any-return]


def _store(segment: StringSegment, text: str, locale: Locale) -> None:
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=locale,
        context=segment.context,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "updated_at": timezone.now(),
            "has_error": False,
            "field_error": "",
        },
    )
