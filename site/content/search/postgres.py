"""Search by PostgreSQL's text search.

With the configuration `simple`: a configuration such as `english` would leave out and stem words by
rules that SQLite has not, and would take Urdu for English.
"""

from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import F, Value
from modelsearch.backends.database.postgres import postgres
from modelsearch.index import SearchField

from content.search.indexing import OurEntries, OurWords, is_name, is_summary
from content.search.queries import CompletesOurWords, SearchesOurWords
from content.search.shelves import MOST, Asked, FindsOnShelves, marks_of, text_of

CONFIGURATION = "simple"
# Of the labels D to A; a title is A, a summary B, other text D.
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
BY_LENGTH = Value(1)  # divides by 1 + the logarithm of the length
TABLE = postgres.IndexEntry._meta.db_table
# The newest of one shelf. The key grows with time, and a frequent word is soon found by it; for a
# rare one PostgreSQL takes the index of words (`EXPLAIN` shows which).
NEWEST = """
    (SELECT id FROM {table} WHERE {column} @@ to_tsquery('simple', %(words_{number})s)
    ORDER BY {by} DESC LIMIT {most})
"""
# A number is mostly a year, and a year stands on the pages of its time: down from the newest, all
# later ones would be read first (100,000 pages: 98 ms). Sorted, it is found by the index of words.
BY_KEY, SORTED = "id", "id + 0"
# Ranked are those alone, and by the words alone, without the shelf's mark.
ON_A_SHELF = """
    SELECT {number}, object_id,
        ts_rank('{weights}', body, to_tsquery('simple', %(query_{number})s), 1)
    FROM {table} WHERE id IN ({anywhere} UNION {named})
"""


class Indexer(OurWords, postgres.ObjectIndexer):
    def words_of(self, obj: Any, field: Any) -> list[tuple[Any, ...]]:
        """A name and the shelf's mark stand in both columns, since each has an index of its own:
        of the names alone, and of everything.
        """
        words = [(found, label(found), text) for found, _, text in super().words_of(obj, field)]
        names = [text for found, _, text in words if is_name(found)]
        if names and obj is self.obj:
            words += [(SearchField("name"), "A", text) for text in names]
            words += [(SearchField(kind), "D", marks_of(obj)) for kind in ("title", "shelf")]
        return words


class Index(OurEntries, postgres.PostgresIndex):
    indexer_class = Indexer
    columns = ("title", "autocomplete", "body", "title_text", "body_text")

    def texts(self, indexer: Any) -> dict[str, Any]:
        """Without Wagtail's copies in plain text, which only a fuzzy search reads: ours folds and
        stems, and each byte of an entry is read whenever the entry is ranked.
        """
        names = ("title", "autocomplete", "body")
        return {name: getattr(indexer, name) for name in names} | {
            "title_text": "",
            "body_text": "",
        }


class QueryCompiler(SearchesOurWords, postgres.PostgresSearchQueryCompiler):
    def get_index_vectors(self, search_query: Any) -> Any:
        """Wagtail joins both columns, which no index holds: it reads every entry."""
        return [(F("index_entries__body"), 1.0)]

    def _build_rank_expression(self, vectors: Any, config: Any) -> Any:
        query = self.build_tsquery(self.query, config=config)
        return SearchRank(whole(vectors), query, weights=WEIGHTS, normalization=BY_LENGTH)


class AutocompleteQueryCompiler(CompletesOurWords, postgres.PostgresAutocompleteQueryCompiler):
    pass


class SearchBackend(FindsOnShelves, postgres.PostgresSearchBackend):
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params | {"SEARCH_CONFIG": CONFIGURATION})

    def rows(self, numbered: list[tuple[int, Asked]]) -> list[tuple[int, str, float]]:
        values: dict[str, str] = {}
        for number, one in numbered:
            query = text_of(one.query)
            values |= {f"query_{number}": query}
            values |= {f"words_{number}": f"{query} & {one.shelf.mark}"}
        with connection.cursor() as cursor:
            parts = (on_a_shelf(number, values[f"query_{number}"]) for number, _ in numbered)
            cursor.execute(" UNION ALL ".join(parts), values)
            return list(cursor.fetchall())


def on_a_shelf(number: int, query: str) -> str:
    """SQL of what one shelf has for that query, ranked."""
    by = SORTED if any(sign.isdigit() for sign in query) else BY_KEY
    anywhere, named = (
        NEWEST.format(table=TABLE, column=column, number=number, most=MOST + 1, by=by)
        for column in ("body", "title")
    )
    return ON_A_SHELF.format(
        number=number, weights=WEIGHTS, table=TABLE, anywhere=anywhere, named=named
    )


def label(field: Any) -> str:
    if is_name(field):
        return "A"
    return "B" if is_summary(field) else "D"


def whole(vectors: Any) -> Any:
    """Title and body as one vector."""
    (first, _), *others = vectors
    for vector, _ in others:
        first = first._combine(vector, "||", False)
    return first
