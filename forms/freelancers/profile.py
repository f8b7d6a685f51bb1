"""The columns of a freelancer, tied one to one to the case."""

from datetime import date

from django.db import models

from forms.casework.models import Case
from forms.engine.encrypted_fields import EncryptedJSONField, EncryptedTextField
from forms.freelancers.terms import Gender
from forms.lists.models import City, District, Platform, Skill
from programs.rows import Region


class Freelancer(models.Model):
    """Who works, on what, from where. Name, CNIC, e-mail, mobile and consent are the case's.

    What was typed freely is encrypted: it may hold an identifier.
    """

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="freelancer"
    )
    birth_date = EncryptedTextField(help_text="ISO 8601.")
    gender = models.CharField(max_length=6, choices=Gender.choices, blank=True)
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(
        District, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="Empty: abroad, or in none of the list.",
    )  # fmt: skip
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1; empty: Pakistan.")
    city = models.ForeignKey(City, null=True, on_delete=models.PROTECT, related_name="+")
    city_other = EncryptedTextField(blank=True, help_text="A place that is not in the list.")
    skills = models.ManyToManyField(Skill, related_name="+")
    tags = EncryptedJSONField(default=list)
    platforms = models.ManyToManyField(Platform, related_name="+")
    links = EncryptedJSONField(default=list)
    portfolio = EncryptedTextField(blank=True)
    ntn = EncryptedTextField(blank=True)
    in_public_register = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(region__isnull=False, country="")
                | (models.Q(region__isnull=True, district__isnull=True) & ~models.Q(country="")),
                name="freelancer_lives_somewhere",
            ),
            models.CheckConstraint(
                condition=models.Q(gender__in=["", *Gender.values]), name="freelancer_gender"
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def born(self) -> date:
        return date.fromisoformat(self.birth_date)
