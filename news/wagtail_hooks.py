from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from content.row_admin import NamedRowViewSet
from news.models import Category
from programs.viewsets import AgencyViewSet, RegionViewSet, ThemeViewSet


class CategoryViewSet(NamedRowViewSet):
    model = Category
    icon = "folder-open-inverse"
    menu_label = "Categories of news"


class ListsGroup(SnippetViewSetGroup):
    """Short lists from which pages choose."""

    menu_label = "Lists"
    menu_icon = "list-ul"
    menu_order = 220
    items = (AgencyViewSet, ThemeViewSet, RegionViewSet, CategoryViewSet)


register_snippet(ListsGroup)
