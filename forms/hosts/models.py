"""The start page, and the columns of a host company, tied one to one to its case."""

from django.db import models

from forms.casework.models import Case
from forms.engine.pages import ServicePage
from forms.hosts.journey import HOSTS, MOST_PLACES


class HostsPage(ServicePage):
    service = HOSTS
    template = "form_engine/start_page.html"


class HostCompany(models.Model):
    """What a company offers. Its name, number and ways to reach it are the case's."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="host"
    )
    contact = models.CharField(max_length=120)
    kinds = models.JSONField()
    places = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(places__gte=1, places__lte=MOST_PLACES), name="host_has_places"
            )
        ]
