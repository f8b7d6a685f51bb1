from django.db import models


class LoadedContent(models.Model):
    """What `load_content` wrote, so that it never overwrites what staff changed since.

    `file_digest` is of the text in the repository, `state` of the row or page as it was left.
    """

    key = models.CharField(max_length=200, unique=True)
    file_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=64)

    class Meta:
        ordering = ["key"]
