"""A plain Wagtail form page, as Wagtail's documentation builds one: what we compare with."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField


class PlainFormField(AbstractFormField):
    page = ParentalKey("PlainFormPage", on_delete=models.CASCADE, related_name="form_fields")


class PlainFormPage(AbstractForm):
    """No e-mail, no files, no steps: one POST, one row."""
