"""The words of a search, marked where they stand."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from content.search.words import query_words

register = template.Library()

# A word as it is displayed: with its vowel marks and zero-width non-joiners.
_WORD = re.compile(r"(?:[^\W_]|[\u0610-\u061a\u064b-\u065f\u0670\u200c])+")


@register.filter
def with_words_marked(text: str, words: list[str]) -> SafeString:
    """The text with each word in `<mark>` that the search would take for one of the words."""
    wanted = set(words)
    parts: list[str] = []
    end = 0
    for word in _WORD.finditer(text):
        if wanted.intersection(query_words(word[0])):
            parts += [conditional_escape(text[end : word.start()]), f"<mark>{conditional_escape(word[0])}</mark>"]
            end = word.end()
    parts.append(conditional_escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 — every part is escaped above
