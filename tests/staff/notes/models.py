from django.db import models
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet


@register_snippet
class Note(TranslatableMixin, models.Model):
    text = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.text
