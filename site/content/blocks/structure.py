"""Structured text: tables, timelines, steps, questions and answers."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from content.blocks.text import rich_text


class TableBlock(blocks.StructBlock):
    """A table with header cells; every row has as many cells as the header."""

    caption = blocks.CharBlock(help_text="Says what the table shows.")
    header = blocks.ListBlock(blocks.CharBlock(), min_num=2, max_num=8, label="Column headings")
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(required=False), label="Row"), min_num=1
    )
    row_headers = blocks.BooleanBlock(
        required=False, default=True, label="The first cell of each row is its heading"
    )

    class Meta:
        icon = "table"
        label = "Table"
        template = "content/blocks/table.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        width = len(cleaned["header"])
        if any(len(row) != width for row in cleaned["rows"]):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "rows": ValidationError(f"Give every row {width} cells, like the header.")
                }
            )
        return cleaned


class MomentBlock(blocks.StructBlock):
    when = blocks.CharBlock(help_text="A date or a period, in words.")
    title = blocks.CharBlock()
    text = blocks.TextBlock(required=False)


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock()
    text = rich_text(required=False)


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock()
    answer = rich_text()


STRUCTURE_BLOCKS = [
    ("table", TableBlock()),
    (
        "timeline",
        blocks.ListBlock(
            MomentBlock(), icon="history", label="Timeline", template="content/blocks/timeline.html"
        ),
    ),
    (
        "steps",
        blocks.ListBlock(
            StepBlock(), icon="list-ol", label="Steps", template="content/blocks/steps.html"
        ),
    ),
    (
        "questions",
        blocks.ListBlock(
            QuestionBlock(),
            icon="help",
            label="Questions and answers",
            template="content/blocks/questions.html",
        ),
    ),
]
