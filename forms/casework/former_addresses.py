"""Addresses that are written to no more: kept so that their owners can be told."""

from django.db import models
from django.utils import timezone

from forms.engine.encrypted_fields import EncryptedTextField


class FormerAddress(models.Model):
    """An e-mail address that an officer has replaced; goes with its case."""

    case = models.ForeignKey(
        "casework.Case", on_delete=models.CASCADE, related_name="former_addresses"
    )
    email = EncryptedTextField()
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
