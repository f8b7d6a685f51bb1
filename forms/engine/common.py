"""Questions that every service asks in the same words."""

from django.utils.translation import gettext_lazy as _

from forms.engine import fields
from forms.engine.questions import QuestionForm


class ContactForm(QuestionForm):
    """The first page of a service: with an e-mail address people can come back."""

    email = fields.EmailField(
        label=_("E-mail address"),
        help_text=_("The way back to your answers is sent there, and what becomes of them."),
        error_messages={"required": _("Enter your e-mail address, like name@example.com")},
    )
    mobile = fields.MobileField(
        label=_("Mobile number"),
        help_text=_("Like 0300 1234567. A number of another country with its code, like +44."),
        error_messages={"required": fields.MobileField.wrong},
    )


class NameForm(QuestionForm):
    full_name = fields.NameField(
        label=_("Full name"),
        help_text=_(
            "As on your CNIC, in English or Urdu. If you have one name only, that is enough."
        ),
        error_messages={"required": _("Enter your full name")},
    )


class ConsentForm(QuestionForm):
    """Shown with the page's own words on purpose and retention: `form_engine/consent.html`."""

    consent = fields.Agreed(
        label=_("I agree to this use of my data"),
        error_messages={
            "required": _("Tick the box if you agree. Without it we may not take your answers")
        },
    )
