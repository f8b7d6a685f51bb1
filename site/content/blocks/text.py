"""Words: headings, rich text, quotations, callouts."""

from wagtail import blocks

# Short and accessible: no headings inside text (they are blocks), no images, no italics in Urdu;
# no documents either, whose block says type, size and language.
RICH_TEXT_FEATURES = ["bold", "link", "ol", "ul"]


def rich_text(**kwargs: object) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(features=RICH_TEXT_FEATURES, **kwargs)


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = "Heading"
        template = "content/blocks/heading.html"


class SubheadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = "Smaller heading"
        template = "content/blocks/subheading.html"


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = "Text"
        template = "content/blocks/text.html"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(help_text="The words, without quotation marks.")
    by = blocks.CharBlock(help_text="Who said or wrote it, where and when.")

    class Meta:
        icon = "openquote"
        label = "Quotation"
        template = "content/blocks/quotation.html"


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock([("note", "Note"), ("warning", "Warning")], default="note")
    title = blocks.CharBlock(required=False)
    text = rich_text()

    class Meta:
        icon = "warning"
        label = "Callout"
        template = "content/blocks/callout.html"


TEXT_BLOCKS = [
    ("heading", HeadingBlock()),
    ("subheading", SubheadingBlock()),
    ("text", TextBlock(features=RICH_TEXT_FEATURES)),
    ("quotation", QuotationBlock()),
    ("callout", CalloutBlock()),
]
