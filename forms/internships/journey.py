"""Internship interest: the steps in their order."""

from django.utils.translation import gettext_lazy as _

from forms.engine.steps import Service, Step
from forms.internships import questions
from forms.internships.storing import CODE, store_interest

STEPS = (
    Step("name", _("What is your full name?"), questions.NameForm),
    Step("cnic", _("What is your CNIC number?"), questions.CnicForm),
    Step("contact", _("How can we reach you?"), questions.ContactForm),
    Step("studies", _("What do you study, or what have you studied?"), questions.StudiesForm),
    Step("skills", _("What can you do?"), questions.SkillsForm),
    Step("fields", _("What kind of work would you like to do?"), questions.FieldsForm),
    Step("cities", _("In which cities could you work?"), questions.CitiesForm),
    Step("availability", _("When can you work?"), questions.AvailabilityForm),
    Step("about", _("Tell us about yourself"), questions.AboutForm),
    Step(
        "consent",
        _("Do you agree to how we use your data?"),
        questions.ConsentForm,
        template="form_engine/consent.html",
    ),
)

INTERNSHIPS = Service(code=CODE, steps=STEPS, submit=store_interest)
