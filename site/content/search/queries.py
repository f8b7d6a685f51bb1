"""Queries of Wagtail's search, in our words."""

from collections.abc import Callable, Iterable
from typing import Any

from modelsearch.query import MATCH_ALL, And, Not, Or, Phrase, PlainText, SearchQuery

from content.search.words import beginnings, other_spacings, query_words

# Ends a word of another script in one of the texts of a row that holds both languages, so that each
# language is searched by itself. Letters, since a database would split at anything else.
MARKS = {"en": "qxen", "ur": "qxur"}

NOTHING = Not(MATCH_ALL)


class Stored(PlainText):
    """Words as they are stored: they are not worked on again."""


def all_of(words: list[str]) -> SearchQuery:
    """Finds what has all of the words, neighbours joined or apart."""
    return Or([_and(each) for each in [words, *other_spacings(words)]])


def any_of(words: list[str]) -> SearchQuery:
    """Finds what has at least one of the words."""
    return Stored(" ".join(words), operator="or")


def in_text_of(words: list[str], language: str) -> list[str]:
    """The words as they are stored for that language's text of a row in both languages."""
    latin = language == "en"
    return [word if word.isascii() == latin else word + MARKS[language] for word in words]


class SearchesOurWords:
    """Mixin of a query compiler: any query, the admin's too, is turned into stored words."""

    query: SearchQuery

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = keyed(self.query, self.key)

    @staticmethod
    def key(text: str) -> str:
        return " ".join(query_words(text))


class CompletesOurWords(SearchesOurWords):
    """The same for completion while typing."""

    key = staticmethod(beginnings)


def keyed(query: SearchQuery, key: Callable[[str], str]) -> SearchQuery:
    """A query with its words as they are stored. Without a word it finds nothing."""
    if isinstance(query, PlainText):
        return query if isinstance(query, Stored) else _with_words(Stored, query, key)
    if isinstance(query, Phrase):
        return _with_words(Phrase, query, key)
    if isinstance(query, And | Or):
        return _joined(type(query), (keyed(part, key) for part in query.subqueries))
    if isinstance(query, Not):
        return Not(keyed(query.subquery, key))
    return query


def _with_words(kind: Any, query: Any, key: Callable[[str], str]) -> SearchQuery:
    words = key(query.query_string)
    if not words:
        return NOTHING
    return kind(words) if kind is Phrase else kind(words, operator=query.operator)


def _joined(kind: Any, parts: Iterable[SearchQuery]) -> SearchQuery:
    telling = [part for part in parts if part is not NOTHING]
    return kind(telling) if telling else NOTHING


def _and(words: list[str]) -> SearchQuery:
    return Stored(" ".join(words), operator="and")
