"""The columns of internship interest, tied one to one to its case."""

from django.db import models

from forms.casework.models import Case
from forms.engine.encrypted_fields import EncryptedTextField
from forms.internships.lists import Degree, InternshipField, University
from forms.internships.terms import Hours
from forms.lists.models import City, Skill


def either(listed: str) -> models.Q:
    """A row of the list or words of one's own, never both and never neither."""
    return models.Q(**{f"{listed}__isnull": False, f"{listed}_other": ""}) | (
        models.Q(**{f"{listed}__isnull": True}) & ~models.Q(**{f"{listed}_other": ""})
    )


class InternshipInterest(models.Model):
    """What one person wants and brings. Name, identifiers and consent are the case's."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="internship"
    )
    university = models.ForeignKey(
        University, null=True, on_delete=models.PROTECT, related_name="+"
    )
    university_other = models.CharField(max_length=160, blank=True)
    degree = models.ForeignKey(Degree, null=True, on_delete=models.PROTECT, related_name="+")
    degree_other = models.CharField(max_length=160, blank=True)
    graduation = models.DateField(help_text="First day of the month.")
    cgpa = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    skills = models.ManyToManyField(Skill, related_name="+")
    fields = models.ManyToManyField(InternshipField, related_name="+")
    cities = models.ManyToManyField(City, related_name="+")
    start = models.DateField(help_text="First day of the month.")
    hours = models.CharField(max_length=9, choices=Hours.choices)
    cv_link = EncryptedTextField(blank=True)
    # Free text may hold a phone number or anything else.
    motivation = EncryptedTextField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=either("university"), name="interest_university"),
            models.CheckConstraint(condition=either("degree"), name="interest_degree"),
            models.CheckConstraint(
                condition=models.Q(cgpa__isnull=True) | models.Q(cgpa__gte=0, cgpa__lte=4),
                name="interest_cgpa",
            ),
            models.CheckConstraint(
                condition=models.Q(graduation__day=1, start__day=1), name="interest_months"
            ),
            models.CheckConstraint(
                condition=models.Q(hours__in=Hours.values), name="interest_hours"
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)
