"""Choices that are columns, not rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

CODE = "freelancers"
# The first letters of a registration's number.
PREFIX = "FR"


class Gender(models.TextChoices):
    """As identity cards write it, and the right to say nothing."""

    MAN = "man", _("Man")
    WOMAN = "woman", _("Woman")
    X = "x", _("Transgender (X on the card)")
    UNSAID = "unsaid", _("Prefer not to say")


class LivesIn(models.TextChoices):
    PAKISTAN = "pakistan", _("In Pakistan")
    ABROAD = "abroad", _("In another country")


class YesNo(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
