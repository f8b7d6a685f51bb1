"""Pictures and files."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class ImageFigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(help_text="Its alt text is kept with the image, in both languages.")
    caption = blocks.CharBlock(required=False)

    class Meta:
        icon = "image"
        label = "Image with caption"
        template = "content/blocks/image.html"


MEDIA_BLOCKS = [
    ("image", ImageFigureBlock()),
    (
        "documents",
        blocks.ListBlock(
            DocumentChooserBlock(),
            icon="doc-full",
            label="Documents",
            template="content/blocks/documents.html",
        ),
    ),
]
