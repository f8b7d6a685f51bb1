"""Blocks that show figures, chosen by reference: corrected once, corrected everywhere."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from content.blocks import CONTENT_BLOCKS
from content.kept import kept
from programs.charts import Chart


class FigureChooserBlock(SnippetChooserBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__("programs.Figure", **kwargs)

    def bulk_to_python(self, values: Any) -> list[Any]:
        """The figures, of which many stand on more than one page."""
        found = kept(self.model_class, values)
        return [found.get(pk) for pk in values]


class FigureBlock(FigureChooserBlock):
    class Meta:
        icon = "order"
        label = "Figure"
        template = "programs/blocks/figure.html"


class FigureGroupBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False)
    figures = blocks.ListBlock(FigureChooserBlock(), min_num=1, max_num=8)

    class Meta:
        icon = "order"
        label = "Group of figures"
        template = "programs/blocks/figure_group.html"


class ChartBlock(blocks.StructBlock):
    """A chart beside the table that it is drawn from. All figures have one unit."""

    title = blocks.CharBlock()
    says = blocks.CharBlock(label="What it shows", help_text="One sentence, for everybody.")
    kind = blocks.ChoiceBlock([("bar", "Bars"), ("line", "Line")], default="bar")
    figures = blocks.ListBlock(FigureChooserBlock(), min_num=2, max_num=12)

    class Meta:
        icon = "chart-line"
        label = "Chart with table"
        template = "programs/blocks/chart.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if len({figure.unit_id for figure in cleaned["figures"]}) > 1:
            raise blocks.StructBlockValidationError(
                block_errors={
                    "figures": ValidationError("Choose figures that are counted in one unit.")
                }
            )
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        figures = [figure for figure in value["figures"] if figure]
        context["chart"] = Chart.of_figures(figures, value["kind"])
        return context


FIGURE_BLOCKS = [
    ("figure", FigureBlock()),
    ("figure_group", FigureGroupBlock()),
    ("chart", ChartBlock()),
]
BODY_BLOCKS = [*CONTENT_BLOCKS, *FIGURE_BLOCKS]
