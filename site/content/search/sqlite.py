"""Search by SQLite's FTS5."""

from typing import Any

from django.db import connection
from modelsearch.backends.database.sqlite import sqlite
from modelsearch.backends.database.sqlite.query import BM25
from modelsearch.index import AutocompleteField

from content.search.indexing import OurEntries, OurWords, is_name, is_summary
from content.search.queries import CompletesOurWords, SearchesOurWords
from content.search.shelves import MOST, Asked, FindsOnShelves, marks_of, text_of

# Of the columns in the order of Wagtail's table: autocomplete, body, title.
WEIGHTS = (0, 1, 10)
# FTS5 has no weights within a column, so a summary is stored several times over.
SUMMARY_TIMES = 3
ENTRIES = sqlite.IndexEntry._meta.db_table
WORDS = sqlite.SQLiteFTSIndexEntry._meta.db_table
# The newest of one shelf. FTS5 goes by rowid, the newest first, and ranks only what it hands out.
NEWEST = """
    SELECT * FROM (
        SELECT rowid AS entry, -bm25({words}, {weights}) AS score FROM {words}
        WHERE {words} MATCH %s ORDER BY rowid DESC LIMIT {most}
    )
"""
ON_A_SHELF = """
    SELECT {number}, object_id, score FROM ({anywhere} UNION {named}) JOIN {entries} ON id = entry
"""


class WeightedBM25(BM25):
    """How well an entry fits, a word in the title counting most. Less is better."""

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, list[Any]]:
        table = sqlite.SQLiteFTSIndexEntry._meta.db_table
        return f"bm25({table}, {', '.join(map(str, WEIGHTS))})", []


class Indexer(OurWords, sqlite.ObjectIndexer):
    def words_of(self, obj: Any, field: Any) -> list[tuple[Any, ...]]:
        words = [
            (found, " ".join([text] * SUMMARY_TIMES) if is_summary(found) else text)
            for found, text in super().words_of(obj, field)
        ]
        # In the column without a weight, so that it does not count how rare a kind of page is.
        if any(is_name(found) for found, _ in words) and obj is self.obj:
            words.append((AutocompleteField("shelf"), marks_of(obj)))
        return words


class Index(OurEntries, sqlite.SQLiteIndex):
    indexer_class = Indexer


class QueryCompiler(SearchesOurWords, sqlite.SQLiteSearchQueryCompiler):
    def _build_rank_expression(self, vectors: Any, config: Any) -> Any:
        return WeightedBM25()


class AutocompleteQueryCompiler(CompletesOurWords, sqlite.SQLiteAutocompleteQueryCompiler):
    def _build_rank_expression(self, vectors: Any, config: Any) -> Any:
        return BM25()


class SearchBackend(FindsOnShelves, sqlite.SQLiteSearchBackend):
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler

    def rows(self, numbered: list[tuple[int, Asked]]) -> list[tuple[int, str, float]]:
        values = [match for _, one in numbered for match in matches(one)]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(on_a_shelf(number) for number, _ in numbered), values)
            return list(cursor.fetchall())


def matches(asked: Asked) -> list[str]:
    """What FTS5 is asked: the words anywhere, and in the name alone."""
    words = text_of(asked.query, "AND", "OR", '"')
    return [
        f"({{{columns}}} : {words}) AND ({{autocomplete}} : {asked.shelf.mark})"
        for columns in ("title body", "title")
    ]


def on_a_shelf(number: int) -> str:
    """SQL of what one shelf has, ranked. What is found twice differs in its score."""
    newest = NEWEST.format(words=WORDS, weights=", ".join(map(str, WEIGHTS)), most=MOST + 1)
    return ON_A_SHELF.format(number=number, entries=ENTRIES, anywhere=newest, named=newest)
