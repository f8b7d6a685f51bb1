"""Images: alt text in each language, or marked decorative."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition

from content.bilingual import Bilingual, BilingualRow, UrduCharField
from content.renditions import RESPONSIVE


class SiteImage(BilingualRow, AbstractImage):
    """A picture. Who cannot see it reads its alt text, in the page's language."""

    alt_en = models.CharField(
        "alt text (English)", max_length=250, blank=True,
        help_text="What the picture shows, in one sentence. Leave empty only if decorative.",
    )  # fmt: skip
    alt_ur = UrduCharField("alt text (Urdu)", max_length=250, blank=True)
    # Not "decorative": Wagtail sets an attribute of that name to False on every image it loads.
    is_decorative = models.BooleanField(
        "decorative",
        default=False,
        help_text="The picture says nothing that the text does not say.",
    )
    alt = Bilingual()

    admin_form_fields = (
        "title", "file", "alt_en", "alt_ur", "is_decorative", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        permissions = [("choose_siteimage", "Can choose image")]

    @property
    def pictures(self) -> list[Any]:
        """What was made of it at upload for pages, the narrowest first. Makes nothing."""
        made = getattr(self, "prefetched_renditions", None)
        if made is None:
            made = self.renditions.filter(filter_spec__in=RESPONSIVE)
        by_width = {one.width: one for one in made if one.filter_spec in RESPONSIVE}
        return [by_width[width] for width in sorted(by_width)]

    def made(self, filter_spec: str) -> Any:
        """That rendition if there is one. Makes nothing."""
        made = getattr(self, "prefetched_renditions", None)
        if made is None:
            made = self.renditions.filter(filter_spec=filter_spec)
        return next((one for one in made if one.filter_spec == filter_spec), None)

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else self.alt

    def clean(self) -> None:
        super().clean()
        if not self.is_decorative and not (self.alt_en and self.alt_ur):
            raise ValidationError(
                {"alt_en": "Describe the picture in both languages, or mark it as decorative."}
            )


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
