"""Files that visitors gave with their answers: the row says what, the storage holds it."""

from datetime import timedelta
from typing import Any, Self
from uuid import uuid4

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from forms.engine.encrypted_fields import EncryptedTextField
from forms.engine.uploads import storage

# A file of a page that is being sent is not yet, or no longer, named by its draft.
GRACE = timedelta(hours=1)


class UploadQuerySet(models.QuerySet["Upload"]):
    def unclaimed(self) -> Self:
        return self.filter(claimed_at=None)

    def abandoned(self) -> Self:
        """Files that no case took, and whose draft is gone, expired or submitted without them."""
        now = timezone.now()
        gone = (
            models.Q(draft=None)
            | models.Q(draft__expires_at__lte=now)
            | ~models.Q(draft__reference="")
        )
        return self.unclaimed().filter(gone, created_at__lt=now - GRACE)

    def claim(self) -> int:
        """They belong to a case now: no job removes them, whatever becomes of the draft."""
        return self.update(claimed_at=timezone.now())

    def release(self) -> int:
        """They belong to no case any more, and go with the next round of the hourly job."""
        return self.update(claimed_at=None)


class Upload(models.Model):
    """One file, clean and encrypted. It belongs to a draft, and from the submission on to a case.

    `file` is the name in the private storage, a random one; `key` says which key encrypted it, so
    that a rotation finds what it has not reached yet. Deleting the row, in whatever way Django
    knows, deletes the file when the transaction is through.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    draft = models.ForeignKey(
        "form_engine.Draft", null=True, on_delete=models.DB_SET_NULL, related_name="uploads"
    )
    claimed_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    name = EncryptedTextField(help_text="As its giver called it, cleaned.")
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(help_text="Bytes, before encryption.")
    file = models.CharField(max_length=36, unique=True, editable=False)
    key = models.CharField(max_length=8, db_index=True, editable=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["created_at", "uuid"]

    def __str__(self) -> str:
        return str(self.uuid)

    def read(self) -> bytes:
        """The file as it was taken. Raises `storage.Lost` and CannotDecrypt."""
        return storage.read(self.file, str(self.pk))


@receiver(post_delete, sender=Upload)
def delete_file(instance: Upload, **_: Any) -> None:
    transaction.on_commit(lambda: storage.delete(instance.file))
