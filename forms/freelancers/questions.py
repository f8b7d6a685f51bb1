"""The questions, one class a page. Label, hint and error stand beside the field."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.engine import fields, widgets
from forms.engine.branching import BranchingForm
from forms.engine.questions import QuestionForm
from forms.freelancers import places
from forms.freelancers.terms import Gender, LivesIn, YesNo
from forms.lists.models import Platform, Skill
from forms.lists.offer import offered


class IdentityForm(QuestionForm):
    cnic = fields.CnicField(
        label=_("CNIC or NICOP number"),
        help_text=_("13 digits, with or without dashes. Each person is registered once."),
        error_messages={"required": fields.CnicField.wrong},
    )
    birth_date = fields.DateField(
        label=_("Date of birth"),
        help_text=_("As on the card: day, month and year, like 27 3 1990."),
        purpose="bday",
        error_messages={"required": _("Enter your date of birth, like 27 3 1990")},
    )


class GenderForm(QuestionForm):
    gender = fields.OneOf(
        label=_("Gender"),
        help_text=_("You need not answer. It is counted, and decides nothing."),
        choices=Gender.choices,
        required=False,
    )


class ResidenceForm(BranchingForm):
    lives_in = fields.OneOf(
        label=_("Do you live in Pakistan?"),
        choices=LivesIn.choices,
        error_messages={"required": _("Choose whether you live in Pakistan or in another country")},
    )
    district = fields.OneOfList(
        label=_("District in Pakistan"),
        help_text=_("If yours is missing: “Another district”, at the end of your region."),
        choices=places.districts,
        required=False,
        error_messages={
            "required": _("Choose your district, or “Another district” at the end of your region")
        },
    )
    country = fields.OneOfList(
        label=_("Country outside Pakistan"),
        choices=places.country_choices,
        required=False,
        error_messages={"required": _("Choose the country in which you live")},
    )
    town = fields.TextField(
        label=_("City, town or village"),
        max_length=80,
        widget=widgets.line("20", autocomplete="address-level2"),
        error_messages={"required": _("Enter the city, town or village in which you live")},
    )
    branches = {"district": ("lives_in", LivesIn.PAKISTAN), "country": ("lives_in", LivesIn.ABROAD)}


class SkillsForm(QuestionForm):
    skills = fields.SeveralOf(
        label=_("Skills"),
        help_text=_("Tick everything that you offer to clients."),
        choices=offered(Skill, "group"),
        required=False,
    )
    tags = fields.TagsField(
        label=_("Other skills, in your own words"),
        help_text=_("With commas between them, like WordPress, Shopify, subtitles. Up to 15."),
        required=False,
    )

    @property
    def needed_sometimes(self) -> set[str]:
        return {"skills"}

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors and not (self.cleaned_data["skills"] or self.cleaned_data["tags"]):
            self.add_error("skills", _("Tick at least one skill, or write one of your own below"))
        return self.cleaned_data


class PlatformsForm(QuestionForm):
    platforms = fields.SeveralOf(
        label=_("Where your work comes from"),
        help_text=_("Tick one or more."),
        choices=offered(Platform),
        error_messages={"required": _("Tick at least one, even if it is “Another platform”")},
    )
    links = fields.LinksField(
        label=_("Links to your profiles"),
        help_text=_("One address on each line, up to 10."),
        required=False,
    )
    portfolio = fields.LinkField(
        label=_("Link to your portfolio"),
        help_text=_("A page that shows your work and opens without a password."),
        required=False,
    )


class TaxForm(QuestionForm):
    ntn = fields.NtnField(
        label=_("National tax number (NTN)"),
        help_text=_(
            "7 digits, like 4174941-3, or your CNIC number. Leave it empty if you have none: "
            "registration does not depend on it."
        ),
        required=False,
    )


class EvidenceForm(QuestionForm):
    evidence = fields.UploadField(
        label=_("Evidence of your work"),
        help_text=_(
            "If you have it at hand: a contract, an invoice, a page of a platform that shows your "
            "earnings. You need not upload anything."
        ),
        required=False,
    )


class RegisterForm(QuestionForm):
    in_register = fields.OneOf(
        label=_("In the public register"),
        help_text=_(
            "Everybody can read it: your name, your registration number and until when it is "
            "valid; nothing else. You are registered just the same without it."
        ),
        choices=YesNo.choices,
        error_messages={"required": _("Choose yes or no. Neither has a disadvantage for you")},
    )
