"""A cleaner for each kind of file."""

from collections.abc import Callable

from forms.engine.cleaning import images, kinds, pdfs
from forms.engine.cleaning.results import Clean, Refused

CLEANERS: dict[str, Callable[[bytes], Clean]] = {
    kinds.JPEG: images.clean_jpeg,
    kinds.PNG: images.clean_png,
    kinds.HEIC: images.clean_heic,
    kinds.PDF: pdfs.clean_pdf,
}


def clean(content: bytes) -> Clean:
    """The file made anew. Raises Refused, whatever the file does to the libraries."""
    cleaner = CLEANERS[kinds.kind_of(content)]
    try:
        return cleaner(content)
    except Refused:
        raise
    except (MemoryError, RecursionError) as error:
        raise Refused("too-complex") from error
    except Exception as error:
        raise Refused("pdf-broken" if cleaner is pdfs.clean_pdf else "image-broken") from error
