"""Links by which a draft is taken up in another browser."""

from typing import Self

from django.db import models
from django.utils import timezone


class ResumeLinkQuerySet(models.QuerySet["ResumeLink"]):
    def usable(self) -> Self:
        """Links that were not used, to drafts that are still there and no case yet."""
        return self.filter(
            used_at=None, draft__reference="", draft__expires_at__gt=timezone.now()
        ).select_related("draft")


class ResumeLink(models.Model):
    """One link that was mailed: the hash of its token. It is good for this alone, once, and ends
    with its draft."""

    token_hash = models.CharField(max_length=64, unique=True)
    draft = models.ForeignKey(
        "form_engine.Draft", on_delete=models.DB_CASCADE, related_name="links"
    )
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)

    objects = ResumeLinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"link {self.pk}"
