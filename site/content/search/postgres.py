"""Search by PostgreSQL's text search.

With the configuration `simple`: a configuration such as `english` would leave out and stem words by
rules that SQLite has not, and would take Urdu for English.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Value
from modelsearch.backends.database.postgres import postgres
from modelsearch.utils import get_descendants_content_types_pks

from content.search.indexing import OurEntries, OurWords, is_name, is_summary
from content.search.matches import FindsMatches, Match, as_matches, keys_of
from content.search.queries import CompletesOurWords, SearchesOurWords

CONFIGURATION = "simple"
# Of the labels D to A; a title is A, a summary B, other text D.
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
BY_LENGTH = Value(1)  # divides by 1 + the logarithm of the length


class Indexer(OurWords, postgres.ObjectIndexer):
    def prepare_field(self, obj: Any, field: Any) -> Iterator[tuple[Any, ...]]:
        for found, _, text in super().prepare_field(obj, field):
            yield found, label(found), text


class Index(OurEntries, postgres.PostgresIndex):
    indexer_class = Indexer
    columns = ("title", "autocomplete", "body", "title_text", "body_text")


class QueryCompiler(SearchesOurWords, postgres.PostgresSearchQueryCompiler):
    def _build_rank_expression(self, vectors: Any, config: Any) -> Any:
        return self.rank(whole(vectors), config)

    def rank(self, vector: Any, config: str) -> SearchRank:
        query = self.build_tsquery(self.query, config=config)
        return SearchRank(vector, query, weights=WEIGHTS, normalization=BY_LENGTH)

    def index_matches(self) -> list[Match]:
        vector = whole([(F("title"), 1.0), (F("body"), 1.0)])
        entries = (
            postgres.IndexEntry.objects.annotate(
                words=vector, score=self.rank(vector, CONFIGURATION)
            )
            .filter(
                words=self.build_tsquery(self.query, config=CONFIGURATION),
                content_type__in=get_descendants_content_types_pks(self.queryset.model),
                object_id__in=keys_of(self.queryset),
            )
            .order_by("-score", "-pk")
        )
        return as_matches(entries)


class AutocompleteQueryCompiler(CompletesOurWords, postgres.PostgresAutocompleteQueryCompiler):
    pass


class SearchBackend(FindsMatches, postgres.PostgresSearchBackend):
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params | {"SEARCH_CONFIG": CONFIGURATION})


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
