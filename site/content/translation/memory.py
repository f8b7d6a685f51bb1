"""The former translation of a text that changed stays, marked, until somebody translates anew.

wagtail-localize looks a translation up by its source text, so a reworded text has none and the
page falls back to the source language. Here the new text is given the former translation at once,
whenever the source is updated. The translation editor shows it as translated "with an earlier text
of the source"; saving it, changed or not, removes the mark.
"""

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from bs4 import BeautifulSoup
from django.db.models import Q, QuerySet
from django.db.models.signals import post_save
from wagtail.models import Locale
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue, extract_ids

CARRIED_BY = "an earlier text of the source"
CARRIED = Q(tool_name=CARRIED_BY, translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)

type Texts = dict[str, list[str]]  # the texts of each path, in their order


def watch() -> None:
    post_save.connect(
        _source_updated, sender=TranslationSource, dispatch_uid="content.translation.memory"
    )


def translation_into(instance: Any) -> Translation | None:
    """The record by which a page or row is kept as a translation; None if it is edited by hand."""
    found: Translation | None = (
        Translation.objects.filter(
            source__object_id=instance.translation_key,
            target_locale_id=instance.locale_id,
            enabled=True,
        )
        .select_related("source", "target_locale")
        .first()
    )
    return found


def untranslated(translation: Translation) -> QuerySet[StringSegment]:
    """Texts without any translation: published, they would stand there in the wrong language."""
    segments: QuerySet[StringSegment] = translation.source.stringsegment_set.annotate_translation(
        translation.target_locale
    ).filter(translation__isnull=True)
    return segments


def outdated(translation: Translation) -> int:
    """How many texts still have the translation of an earlier text."""
    current = translation.source.stringsegment_set.get_translations(translation.target_locale)
    return int(current.filter(CARRIED).count())


def is_complete(translation: Translation) -> bool:
    """Whether every text is translated, and none with the translation of an earlier one."""
    return not untranslated(translation).exists() and outdated(translation) == 0


def _source_updated(
    instance: TranslationSource, created: bool, raw: bool = False, **_: Any
) -> None:
    # The segments in the database are still those of the former content: they are renewed after
    # the source is saved.
    if not created and not raw:
        carry_over(instance)


def carry_over(source: TranslationSource) -> None:
    """Give every reworded text of the source the translation of the text that it replaces."""
    former, present = _former_texts(source), _present_texts(source)
    replaced = [
        (path, old, new)
        for path, texts in present.items()
        for old, new in reworded(former.get(path, []), texts)
    ]
    locales = [one.target_locale for one in source.translations.select_related("target_locale")]
    for path, old, new in replaced:
        for locale in locales:
            _carry(source, locale, path, old, new)


def reworded(former: list[str], present: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs (old, new) of texts that stand in each other's place in two versions of one field."""
    matcher = SequenceMatcher(a=former, b=present, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "replace":
            yield from zip(former[start:end], present[new_start:new_end], strict=False)


def _former_texts(source: TranslationSource) -> Texts:
    texts: Texts = defaultdict(list)
    segments = source.stringsegment_set.select_related("context", "string").order_by("order")
    for segment in segments:
        texts[segment.context.path].append(segment.string.data)
    return texts


def _present_texts(source: TranslationSource) -> Texts:
    texts: Texts = defaultdict(list)
    for segment in extract_segments(source.as_instance()):
        if isinstance(segment, StringSegmentValue):
            texts[segment.path].append(segment.string.data)
    return texts


def _carry(source: TranslationSource, locale: Locale, path: str, old: str, new: str) -> None:
    context, _ = TranslationContext.objects.get_or_create(object_id=source.object_id, path=path)
    former = StringTranslation.objects.filter(
        translation_of__locale=source.locale,
        translation_of__data_hash=String._get_data_hash(old),
        context=context,
        locale=locale,
        has_error=False,
    ).first()
    if former is None:
        return
    StringTranslation.objects.get_or_create(
        translation_of=String.from_value(source.locale, StringValue(new)),
        context=context,
        locale=locale,
        defaults={
            "data": without_lost_links(former.data, new),
            "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
            "tool_name": CARRIED_BY,
            "last_translated_by": former.last_translated_by,
        },
    )


def without_lost_links(translated: str, source: str) -> str:
    """The translation without links that its source has no longer; their words stay."""
    lost = extract_ids(translated) - extract_ids(source)
    if not lost:
        return translated
    soup = BeautifulSoup(translated, "html.parser")
    for link in soup.find_all("a", id=list(lost)):
        link.unwrap()
    return str(soup)
