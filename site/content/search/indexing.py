"""What is written to the index: our words, names apart, and whose language a word is of."""

from collections.abc import Iterable, Iterator
from typing import Any

from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.utils import get_content_type_pk

from content.bilingual import LANGUAGES, BilingualRow
from content.search.queries import in_text_of
from content.search.words import beginnings, index_words

# Raise it when what is written changes: `load_content`, at each start of `make run`, then writes
# every entry anew. 2: shelves.
RULES = 2
# Fields that name the thing; Wagtail knows only "title".
NAMES = frozenset({"title", "label_en", "label_ur", "name_en", "name_ur"})


class OurWords:
    """Mixin of Wagtail's `ObjectIndexer`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepared: dict[int, list[tuple[Any, ...]]] = {}

    def prepare_field(self, obj: Any, field: Any) -> Iterator[tuple[Any, ...]]:
        """Wagtail asks anew for each column of the index; the words are found once."""
        if obj is not self.obj:  # type: ignore[attr-defined]
            return iter(self.words_of(obj, field))
        if id(field) not in self._prepared:
            self._prepared[id(field)] = self.words_of(obj, field)
        return iter(self._prepared[id(field)])

    def words_of(self, obj: Any, field: Any) -> list[tuple[Any, ...]]:
        found = super().prepare_field(obj, field)  # type: ignore[misc]
        if isinstance(field, RelatedFields):  # its own fields have come through here already
            return list(found)
        return [
            (column(field), *weight, stored_text(obj, field, text)) for _, *weight, text in found
        ]


class OurEntries:
    """Mixin of Wagtail's index: writes entries made by `indexer_class`, in one statement."""

    indexer_class: type
    columns: tuple[str, ...] = ("title", "autocomplete", "body")

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        kind = get_content_type_pk(model)
        indexers = [self.indexer_class(obj, self.backend) for obj in objs]  # type: ignore[attr-defined]
        manager = self.entries  # type: ignore[attr-defined]
        manager.bulk_create(
            [
                manager.model(content_type_id=kind, object_id=indexer.id, **self.texts(indexer))
                for indexer in indexers
            ],
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=self.columns,
        )

    def texts(self, indexer: Any) -> dict[str, Any]:
        return {name: getattr(indexer, name) for name in self.columns}

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Our ranking does without: it knows the length of each text."""


def column(field: Any) -> Any:
    """The field as Wagtail sorts it into a column: names go where titles go."""
    if isinstance(field, SearchField) and field.field_name in NAMES:
        return SearchField("title", boost=field.boost)
    return field


def is_name(field: Any) -> bool:
    return isinstance(field, SearchField) and field.field_name == "title"


def is_summary(field: Any) -> bool:
    """A text that its model boosts above the ordinary."""
    return isinstance(field, SearchField) and not is_name(field) and (field.boost or 1) > 1


def stored_text(obj: Any, field: Any, text: str) -> str:
    """The words of one field of an object."""
    if isinstance(field, AutocompleteField):
        return beginnings(text)
    words = index_words(text)
    language = field.field_name[-2:]
    if isinstance(obj, BilingualRow) and language in LANGUAGES:
        return " ".join(in_text_of(words.split(), language))
    return words
