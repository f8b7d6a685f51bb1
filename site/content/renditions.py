"""The fixed set of renditions, made once at upload: publishing and viewing make none. What is
missing all the same, such as after a restored database, the worker makes.
"""

from typing import Any

import structlog
from django.db.models import Count, Q
from django.db.models.signals import post_save

from content import stamp

log = structlog.get_logger("renditions")

WIDTHS = (360, 720, 1200)
RESPONSIVE = tuple(f"width-{width}|format-webp" for width in WIDTHS)
SHARING = "fill-1200x630|format-jpeg"
ADMIN = ("max-165x165", "max-800x600")
ALL = (*RESPONSIVE, SHARING, *ADMIN)
AT_ONCE = 20  # images that one run of the worker's job takes

_unreadable: set[str] = set()  # names of files


def make_renditions(image: Any) -> None:
    """Make what is missing of the fixed set; a cache may remember what the database has lost."""
    from wagtail.images.models import Filter

    made = set(image.renditions.values_list("filter_spec", flat=True))
    image.create_renditions(*(Filter(spec) for spec in ALL if spec not in made))


def make_missing() -> int:
    """Make what is missing of any image; pages that were shown without it are rendered anew.

    Returns of how many images. A file that cannot be read is tried again by the next worker.
    """
    from content.images import SiteImage

    fixed = Count("renditions__filter_spec", Q(renditions__filter_spec__in=ALL), distinct=True)
    unfinished = SiteImage.objects.annotate(fixed=fixed).filter(fixed__lt=len(ALL))
    made = sum(has_been_made(image) for image in unfinished.exclude(file__in=_unreadable)[:AT_ONCE])
    if made:
        stamp.advance()
    return made


def has_been_made(image: Any) -> bool:
    """Whether the image is complete now; if not, it is left alone from now on."""
    try:
        make_renditions(image)
    except Exception:  # whatever a broken file, or none, makes of the image library
        log.exception("renditions not made", image=image.pk)
    complete = image.renditions.filter(filter_spec__in=ALL).count() >= len(ALL)
    if not complete:
        _unreadable.add(image.file.name)
    return bool(complete)


def watch_uploads() -> None:
    from content.images import SiteImage

    post_save.connect(_image_saved, sender=SiteImage, dispatch_uid="content.renditions")


def _image_saved(instance: Any, raw: bool = False, **_: Any) -> None:
    # A changed file or focal point deletes renditions; what still stands is not made again.
    if not raw and instance.file:
        make_renditions(instance)
