from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from programs.viewsets import FigureViewSet, SeriesViewSet, SourceViewSet, UnitViewSet


class FiguresGroup(SnippetViewSetGroup):
    """Numbers, and what they stand on."""

    menu_label = "Figures"
    menu_icon = "order"
    menu_order = 210
    items = (FigureViewSet, SourceViewSet, SeriesViewSet, UnitViewSet)


register_snippet(FiguresGroup)
