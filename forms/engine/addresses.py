"""E-mail addresses that are asked for beside the questions, and how one is shown to strangers."""

from django.utils.translation import gettext_lazy as _

from forms.engine import fields
from forms.engine.questions import QuestionForm


def masked(address: str) -> str:
    """a•••@example.com: its owner knows it again, nobody else learns it."""
    name, _at, domain = address.rpartition("@")
    return f"{name[:1]}•••@{domain}" if domain else ""


class AddressForm(QuestionForm):
    """Where the way back to a draft is sent."""

    heading_in_label = False  # type: ignore[assignment]  # the page has a heading of its own
    email = fields.EmailField(
        label=_("E-mail address"),
        error_messages={"required": _("Enter your e-mail address, like name@example.com")},
    )
