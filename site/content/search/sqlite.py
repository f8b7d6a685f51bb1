"""Search by SQLite's FTS5."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Value
from modelsearch.backends.database.sqlite import sqlite
from modelsearch.backends.database.sqlite.query import BM25, MatchExpression
from modelsearch.utils import get_descendants_content_types_pks

from content.search.indexing import OurEntries, OurWords, is_summary
from content.search.matches import FindsMatches, Match, as_matches, keys_of
from content.search.queries import CompletesOurWords, SearchesOurWords

# Of the columns in the order of Wagtail's table: autocomplete, body, title.
WEIGHTS = (0, 1, 10)
# FTS5 has no weights within a column, so a summary is stored several times over.
SUMMARY_TIMES = 3


class WeightedBM25(BM25):
    """How well an entry fits, a word in the title counting most. Less is better."""

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, list[Any]]:
        table = sqlite.SQLiteFTSIndexEntry._meta.db_table
        return f"bm25({table}, {', '.join(map(str, WEIGHTS))})", []


class Indexer(OurWords, sqlite.ObjectIndexer):
    def prepare_field(self, obj: Any, field: Any) -> Iterator[tuple[Any, ...]]:
        for found, text in super().prepare_field(obj, field):
            yield found, " ".join([text] * SUMMARY_TIMES) if is_summary(found) else text


class Index(OurEntries, sqlite.SQLiteIndex):
    indexer_class = Indexer


class QueryCompiler(SearchesOurWords, sqlite.SQLiteSearchQueryCompiler):
    def _build_rank_expression(self, vectors: Any, config: Any) -> Any:
        return WeightedBM25()

    def index_matches(self) -> list[Match]:
        expression = MatchExpression(self.FTS_TABLE_FIELDS, self.build_search_query(self.query))
        entries = (
            sqlite.SQLiteFTSIndexEntry.objects.filter(
                expression,
                index_entry__content_type__in=get_descendants_content_types_pks(
                    self.queryset.model
                ),
                index_entry__object_id__in=keys_of(self.queryset),
            )
            .annotate(score=WeightedBM25() * Value(-1.0))
            .order_by("-score", "-index_entry_id")
        )
        return as_matches(entries, "index_entry__")


class AutocompleteQueryCompiler(CompletesOurWords, sqlite.SQLiteAutocompleteQueryCompiler):
    def _build_rank_expression(self, vectors: Any, config: Any) -> Any:
        return BM25()


class SearchBackend(FindsMatches, sqlite.SQLiteSearchBackend):
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
