"""What nobody owns any more: removed every hour by the scheduler. May run twice, or late."""

from itertools import batched

from forms.engine.uploads import storage
from forms.engine.uploads.models import GRACE, Upload

BATCH = 500


def sweep() -> None:
    remove_abandoned()
    remove_orphans()


def remove_abandoned() -> int:
    """Rows that no case took and whose draft is over; their files go with them."""
    return Upload.objects.abandoned().delete()[0]


def remove_orphans() -> int:
    """Files without a row: a request was cut off between the two, or a row was deleted in SQL."""
    removed = 0
    for names in batched(storage.names_before(GRACE), BATCH):
        known = set(Upload.objects.filter(file__in=names).values_list("file", flat=True))
        for name in set(names) - known:
            storage.delete(name)
            removed += 1
    return removed
