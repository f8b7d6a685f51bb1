"""The lists of the form, in the staff's side."""

from typing import Any

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from forms.internships.lists import City, Degree, InternshipField, Skill, SkillGroup, University

# Model, icon, further columns and filters.
LISTS: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (University, "home", ("region",)),
    (Degree, "form", ()),
    (InternshipField, "list-ul", ()),
    (City, "site", ("region",)),
    (Skill, "tag", ("group",)),
    (SkillGroup, "tag", ()),
)


def viewset(model: Any, symbol: str, columns: tuple[str, ...]) -> type[SnippetViewSet]:
    """How staff list, search and edit one list."""
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


class InternshipLists(SnippetViewSetGroup):
    menu_label = "Internship lists"
    menu_icon = "list-ul"
    menu_order = 260
    items = tuple(viewset(*one) for one in LISTS)


register_snippet(InternshipLists)
