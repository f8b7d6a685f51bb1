"""Internship interest: the steps in their order.

The e-mail address comes first: with it, people can come back to what they have begun.
"""

from functools import partial

from django.utils.translation import gettext_lazy as _

from forms.casework.intake import submit
from forms.engine import common
from forms.engine.steps import Service, Step
from forms.internships import questions
from forms.internships.storing import CODE

STEPS = (
    Step("contact", _("How can we reach you?"), questions.ContactForm),
    Step("name", _("What is your full name?"), common.NameForm),
    Step("cnic", _("What is your CNIC number?"), questions.CnicForm),
    Step("studies", _("What do you study, or what have you studied?"), questions.StudiesForm),
    Step("skills", _("What can you do?"), questions.SkillsForm),
    Step("fields", _("What kind of work would you like to do?"), questions.FieldsForm),
    Step("cities", _("In which cities could you work?"), questions.CitiesForm),
    Step("availability", _("When can you work?"), questions.AvailabilityForm),
    Step("about", _("Tell us about yourself"), questions.AboutForm),
    Step(
        "consent",
        _("Do you agree to how we use your data?"),
        common.ConsentForm,
        template="form_engine/consent.html",
    ),
)

INTERNSHIPS = Service(code=CODE, steps=STEPS, submit=partial(submit, CODE))
