"""What a visitor is asked before a code is sent."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.engine import references, widgets
from forms.engine.fields import EmailField
from forms.engine.fields.identifiers import IdentifierField
from forms.engine.questions import QuestionForm


class ReferenceField(IdentifierField):
    """Stored as `DP-K7MQ-3XWA-T`; its last character finds every single slip of the pen."""

    wrong = _(
        "Check the reference number: nine letters and digits after DP, like DP-K7MQ-3XWA-T. "
        "One of them is wrong or missing"
    )

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.latin_line("10", autocomplete="off"))
        super().__init__(**kwargs)

    def read(self, typed: str) -> str | None:
        return references.parse(typed)


class EnterForm(QuestionForm):
    """Both are needed: a reference is read over the phone and stands on paper, it is no secret."""

    reference = ReferenceField(
        label=_("Reference number"),
        help_text=_("It stands on the page that you saw after submitting, and in our mail."),
        error_messages={"required": _("Enter your reference number, like DP-K7MQ-3XWA-T")},
    )
    email = EmailField(
        label=_("E-mail address"),
        help_text=_("The one that you gave in the application. We send a code to it."),
        error_messages={"required": _("Enter the e-mail address that you gave in the application")},
    )
