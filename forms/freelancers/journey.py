"""Registration of freelancers: the steps in their order.

The e-mail address comes first: with it, people can come back to what they have begun.
"""

from functools import partial

from django.utils.translation import gettext_lazy as _

from forms.casework.intake import submit
from forms.engine import common
from forms.engine.steps import Service, Step
from forms.freelancers import questions
from forms.freelancers.terms import CODE

STEPS = (
    Step("contact", _("How can we reach you?"), common.ContactForm),
    Step("name", _("What is your full name?"), common.NameForm),
    Step("identity", _("What does your identity card say?"), questions.IdentityForm),
    Step("gender", _("What is your gender?"), questions.GenderForm),
    Step("residence", _("Where do you live?"), questions.ResidenceForm),
    Step("skills", _("What can you do?"), questions.SkillsForm),
    Step("platforms", _("Where do you work?"), questions.PlatformsForm),
    Step("tax", _("What is your national tax number (NTN)?"), questions.TaxForm),
    Step("evidence", _("Can you show that you work as a freelancer?"), questions.EvidenceForm),
    Step("register", _("Should you stand in the public register?"), questions.RegisterForm),
    Step(
        "consent",
        _("Do you agree to how we use your data?"),
        common.ConsentForm,
        template="form_engine/consent.html",
    ),
)

FREELANCERS = Service(code=CODE, steps=STEPS, submit=partial(submit, CODE))
