"""Registration of host companies: what is asked, page by page."""

from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.casework.intake import submit
from forms.engine import common, fields, widgets
from forms.engine.questions import QuestionForm
from forms.engine.steps import Service, Step

CODE = "hosts"
MOST_PLACES = 1000


class Placement(models.TextChoices):
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship: six months, full time, paid")
    INTERNSHIP = "internship", _("Internship of another length")
    PROBLEM = "problem", _("A problem for students to work on")
    PROJECT = "project", _("A final-year project, with a mentor from the company")


class ContactForm(common.ContactForm):
    contact = fields.NameField(
        label=_("Name of the contact person"),
        help_text=_("Who answers for the company."),
        error_messages={"required": _("Enter the name of the contact person")},
    )


class CompanyForm(QuestionForm):
    company = fields.TextField(
        label=_("Name of the company"),
        help_text=_("As on its certificate of registration."),
        max_length=120,
        widget=widgets.line("20", autocomplete="organization"),
        error_messages={"required": _("Enter the name of the company")},
    )
    number = fields.TextField(
        label=_("Registration number"),
        help_text=_("As on the same certificate. It tells your company apart from others."),
        max_length=30,
        widget=widgets.latin_line("10", autocomplete="off"),
        error_messages={"required": _("Enter the registration number of the company")},
    )


class PlacementsForm(QuestionForm):
    kinds = fields.SeveralOf(
        label=_("What you offer"),
        help_text=_("Tick one or more."),
        choices=Placement.choices,
        error_messages={"required": _("Tick at least one kind of placement")},
    )
    places = fields.WholeNumberField(
        label=_("Places a year"),
        help_text=_("About how many people you can take in one year, like 5."),
        low=1,
        high=MOST_PLACES,
        widget=widgets.latin_line("4", inputmode="numeric"),
        error_messages={"required": _("Enter how many people you can take in a year, like 5")},
    )


HOSTS = Service(
    code=CODE,
    steps=(
        Step("contact", _("Whom can we reach?"), ContactForm),
        Step("company", _("Which company is it?"), CompanyForm),
        Step("placements", _("Which placements do you offer?"), PlacementsForm),
        Step("consent", _("Do you agree to how we use your data?"), common.ConsentForm,
             template="form_engine/consent.html"),
    ),
    submit=partial(submit, CODE),
)  # fmt: skip
