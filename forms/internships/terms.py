"""Choices that are columns, not rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Hours(models.TextChoices):
    FULL_TIME = "full-time", _("Full time")
    PART_TIME = "part-time", _("Part time")
    EITHER = "either", _("Either")
