"""Rows of this room on the staff's side."""

from content.row_admin import NamedRowViewSet, RowViewSet, UrduColumn
from programs.models import Agency, Figure, Region, Series, Source, Theme, Unit


class FigureViewSet(RowViewSet):
    model = Figure
    icon = "order"
    list_display = [
        "label_en", UrduColumn("label_ur", label="What it counts (Urdu)"),
        "amount", "period_en", "theme", "source",
    ]  # fmt: skip
    list_filter = ["theme", "series", "unit"]
    list_export = [
        "code", "label_en", "label_ur", "qualifier", "value", "unit", "period_en", "period_ur",
        "as_of", "source",
    ]  # fmt: skip
    search_fields = ["label_en", "label_ur", "code", "period_en", "period_ur"]
    ordering = ["theme__position", "position", "code"]


class SourceViewSet(RowViewSet):
    model = Source
    icon = "doc-full"
    list_display = ["title", "publisher_en", "published", "code"]
    search_fields = ["title", "publisher_en", "publisher_ur", "code"]
    ordering = ["-published", "code"]


class SeriesViewSet(RowViewSet):
    model = Series
    icon = "history"
    list_display = ["title_en", UrduColumn("title_ur", label="Title (Urdu)"), "code"]
    search_fields = ["title_en", "title_ur", "code"]
    ordering = ["code"]


class UnitViewSet(RowViewSet):
    model = Unit
    icon = "decimal"
    list_display = [
        "template_en", UrduColumn("template_ur", label="As written in Urdu"), "factor_ur", "code",
    ]  # fmt: skip
    search_fields = ["template_en", "template_ur", "code"]
    ordering = ["code"]


class AgencyViewSet(NamedRowViewSet):
    model = Agency
    icon = "group"
    search_fields = [*NamedRowViewSet.search_fields, "short_name_en", "short_name_ur"]


class ThemeViewSet(NamedRowViewSet):
    model = Theme
    icon = "tag"


class RegionViewSet(NamedRowViewSet):
    model = Region
    icon = "globe"
