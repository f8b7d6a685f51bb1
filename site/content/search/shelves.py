"""Shelves of the index: what a visitor may read, by kind and language.

The mark of its shelf is stored with an entry as if it were one of its words, so that the index
itself finds the announcements in Urdu that have a word, without a look at any page. Of a word that
is on 50,000 pages not all are ranked: the newest of each shelf, and the newest that have it in
their title.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from modelsearch.query import And, SearchQuery

from content.search.queries import Stored

# Entries of a shelf that are ranked: so many of the newest, and so many with the words in the name.
MOST = 250


@dataclass(frozen=True)
class Shelf:
    """One kind of thing in one language. `mark` is made of letters: see `queries.MARKS`."""

    kind: str
    language: str

    @property
    def mark(self) -> str:
        return f"qxshelf{self.kind}{self.language}"


@dataclass(frozen=True)
class Match:
    """An entry that was found: its shelf, its key, how well it fits (more is better)."""

    shelf: Shelf
    pk: int
    score: float


@dataclass(frozen=True)
class Asked:
    """What is asked of one shelf."""

    shelf: Shelf
    query: SearchQuery


class FindsOnShelves:
    """Mixin of a backend: what fits, straight from the index, in one query.

    Wagtail's own results ask SQLite's index again for each row that they sort by relevance, and
    read every page that fits.
    """

    def on_shelves(self, asked: Iterable[Asked]) -> list[Match]:
        """What fits, from each shelf at most twice `MOST` entries and one; in no order."""
        shelves = [one for one in asked if text_of(one.query)]
        if not shelves:
            return []
        found = self.rows([(number, one) for number, one in enumerate(shelves)])
        return [Match(shelves[number].shelf, int(key), score) for number, key, score in found]

    def rows(self, numbered: list[tuple[int, Asked]]) -> list[tuple[int, str, float]]:
        """Number of the shelf, key of the row, score."""
        raise NotImplementedError


def marks_of(obj: Any) -> str:
    """The marks of the shelves on which an object stands, as words of a text."""
    shelves: Iterable[Shelf] = obj.search_shelves() if hasattr(obj, "search_shelves") else ()
    return " ".join(shelf.mark for shelf in shelves)


def text_of(query: SearchQuery, both: str = "&", either: str = "|", quote: str = "'") -> str:
    """A query as the text that a database reads; empty if it has no word.

    Only of stored words, which are letters and digits: there is nothing to escape.
    """
    if isinstance(query, Stored):
        words = [f"{quote}{word}{quote}" for word in query.query_string.split()]
        joined = f" {both if query.operator == 'and' else either} ".join(words)
        return f"({joined})" if words else ""
    parts = [text for one in query.subqueries if (text := text_of(one, both, either, quote))]
    joined = f" {both if isinstance(query, And) else either} ".join(parts)
    return f"({joined})" if parts else ""
