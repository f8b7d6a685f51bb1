"""The files of a case: uploads that its submission has claimed."""

from collections.abc import Iterable

from django.db import models

from forms.engine.uploads.models import Upload


class CaseFile(models.Model):
    """Ties an upload to its case. The upload holds name, type and content, all encrypted.

    Goes with its upload; `erasing` deletes both before the case.
    """

    case = models.ForeignKey("casework.Case", on_delete=models.DO_NOTHING, related_name="files")
    upload = models.OneToOneField(Upload, on_delete=models.DB_CASCADE, related_name="case_file")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]


def keep(case_id: int, uploads: Iterable[Upload]) -> None:
    """Claim what was submitted; two queries if there is anything, else none."""
    found = list(uploads)
    if found:
        CaseFile.objects.bulk_create([CaseFile(case_id=case_id, upload=one) for one in found])
        Upload.objects.filter(pk__in=[one.pk for one in found]).claim()
