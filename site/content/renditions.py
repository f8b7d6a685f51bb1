"""The fixed set of renditions, made once at upload: publishing and viewing make none."""

from typing import Any

from django.db.models.signals import post_save

WIDTHS = (360, 720, 1200)
RESPONSIVE = tuple(f"width-{width}|format-webp" for width in WIDTHS)
SHARING = "fill-1200x630|format-jpeg"
ADMIN = ("max-165x165", "max-800x600")
ALL = (*RESPONSIVE, SHARING, *ADMIN)


def make_renditions(image: Any) -> None:
    """Make what is missing of the fixed set."""
    image.get_renditions(*ALL)


def watch_uploads() -> None:
    from content.images import SiteImage

    post_save.connect(_image_saved, sender=SiteImage, dispatch_uid="content.renditions")


def _image_saved(instance: Any, raw: bool = False, **_: Any) -> None:
    # A changed file or focal point deletes renditions; what still stands is not made again.
    if not raw and instance.file:
        make_renditions(instance)
