"""The words of a search, marked where they stand."""

import re
from functools import lru_cache
from html import unescape
from typing import Any

from django import template
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from content.search.words import query_words

register = template.Library()

_TAG = re.compile(r"(<[^>]*>)")
# A word as it is displayed: with its vowel marks and zero-width non-joiners.
_WORD = re.compile(r"((?:[^\W_]|[\u0610-\u061a\u064b-\u065f\u0670\u200c])+)")


@register.filter
def with_words_marked(text: Any, words: list[str]) -> SafeString:
    """Plain text or HTML, each word in `<mark>` that the search takes for one of the words."""
    wanted = frozenset(words)
    parts = _TAG.split(str(conditional_escape(text)))
    parts[::2] = [marked(unescape(part), wanted) for part in parts[::2]]
    return mark_safe("".join(parts))  # noqa: S308 — escaped word by word


def marked(text: str, wanted: frozenset[str]) -> str:
    """Plain text as HTML."""
    parts = [str(escape(part)) for part in _WORD.split(text)]
    parts[1::2] = [
        f"<mark>{word}</mark>" if wanted & words_of(word) else word for word in parts[1::2]
    ]
    return "".join(parts)


@lru_cache(maxsize=8192)
def words_of(word: str) -> frozenset[str]:
    """As what the search stores a displayed word; the same few thousand stand in all results."""
    return frozenset(query_words(word))
