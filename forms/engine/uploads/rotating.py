"""Files under a new key. A file is written anew beside the old one; the row changes over."""

from django.db import models, transaction

from forms.engine.uploads import storage
from forms.engine.uploads.models import Upload


def stale() -> models.QuerySet[Upload]:
    """Files that another key than the newest has encrypted."""
    return Upload.objects.exclude(key=storage.newest_key()).defer("name")


def rotate(upload: Upload) -> bool:
    """Encrypt with the newest key; False if the file was deleted or rotated meanwhile.

    Interrupted anywhere it leaves one readable file, and one that `sweeping` removes. Raises
    `storage.Lost` and CannotDecrypt.
    """
    former, key = upload.file, storage.newest_key()
    fresh = storage.write(upload.read(), str(upload.pk))
    with transaction.atomic():
        row = Upload.objects.filter(pk=upload.pk, file=former)
        changed = bool(row.update(file=fresh, key=key))
        transaction.on_commit(lambda: storage.delete(former if changed else fresh))
    return changed
