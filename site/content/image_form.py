from typing import Any

from wagtail.images.forms import BaseImageForm

from content.renditions import make_renditions


class SiteImageForm(BaseImageForm):
    """Wagtail deletes the renditions of a replaced file after saving: ours are made anew then."""

    def save(self, commit: bool = True) -> Any:
        image = super().save(commit)
        if commit:
            make_renditions(image)
        return image
