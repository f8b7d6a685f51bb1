"""How staff list, search and edit one list of the forms."""

from typing import Any

from wagtail.snippets.views.snippets import SnippetViewSet

# Model, icon, further columns and filters.
type ListAdmin = tuple[Any, str, tuple[str, ...]]


def viewset(model: Any, symbol: str, columns: tuple[str, ...]) -> type[SnippetViewSet]:
    kept = ("offered",) if hasattr(model, "offered") else ()
    return type(
        f"{model.__name__}ViewSet",
        (SnippetViewSet,),
        {
            "model": model,
            "icon": symbol,
            "list_display": ["name_en", "name_ur", "code", *columns, *kept],
            "list_filter": [*columns, *kept],
            "search_fields": ["name_en", "name_ur", "code"],
            "search_backend_name": None,
        },
    )
