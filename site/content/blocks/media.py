"""Pictures and files."""

from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class PictureChooserBlock(ImageChooserBlock):
    """Images with their renditions: two queries, however many images a page has."""

    def bulk_to_python(self, values: Any) -> list[Any]:
        found = self.model_class.objects.prefetch_renditions().in_bulk(set(values) - {None})
        return [found.get(pk) for pk in values]


class ImageFigureBlock(blocks.StructBlock):
    image = PictureChooserBlock(help_text="Its alt text is kept with the image, in both languages.")
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
