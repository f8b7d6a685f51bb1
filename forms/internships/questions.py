"""The questions, one class a page. Label, hint and error stand beside the field."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.engine import fields
from forms.engine.questions import OTHER, QuestionForm
from forms.internships.lists import Degree, InternshipField, University
from forms.internships.terms import Hours
from forms.lists.models import City, Skill
from forms.lists.offer import offered


def with_another(choices: fields.Options, label: object) -> fields.Options:
    """The list between an empty first line and "another"."""
    return [("", _("Choose")), *choices, (OTHER, label)]


class CnicForm(QuestionForm):
    cnic = fields.CnicField(
        label=_("CNIC number"),
        help_text=_(
            "With or without dashes; a NICOP number is fine too. "
            "It tells you apart from others of the same name."
        ),
        error_messages={"required": fields.CnicField.wrong},
    )


class ContactForm(QuestionForm):
    email = fields.EmailField(
        label=_("E-mail address"),
        help_text=_("We write to you only about internships."),
        error_messages={"required": _("Enter your e-mail address, like name@example.com")},
    )
    mobile = fields.MobileField(
        label=_("Mobile number"),
        help_text=_("Like 0300 1234567. A number of another country with its code, like +44."),
        error_messages={"required": fields.MobileField.wrong},
    )


def university_choices() -> fields.Options:
    return with_another(offered(University, "region")(), _("Another university"))


def degree_choices() -> fields.Options:
    return with_another(offered(Degree)(), _("Another degree"))


def graduation_years() -> tuple[int, int]:
    year = timezone.localdate().year
    return year - 50, year + 8


class StudiesForm(QuestionForm):
    university = fields.OneOfList(
        label=_("University"),
        choices=university_choices,
        error_messages={
            "required": _("Choose your university, or “Another university” at the end")
        },
    )
    university_other = fields.TextField(
        label=_("Name of another university"),
        help_text=_("Only if it is not in the list."),
        required=False,
        max_length=160,
        error_messages={"required": _("Enter the name of your university")},
    )
    degree = fields.OneOfList(
        label=_("Degree"),
        choices=degree_choices,
        error_messages={"required": _("Choose your degree, or “Another degree” at the end")},
    )
    degree_other = fields.TextField(
        label=_("Name of another degree"),
        help_text=_("Only if it is not in the list."),
        required=False,
        max_length=160,
        error_messages={"required": _("Enter the name of your degree")},
    )
    graduation = fields.MonthField(
        label=_("When you finish, or finished, this degree"),
        help_text=_(
            "Month and year, like 6 2026. If you do not know it yet, give the month you expect."
        ),
        years=graduation_years,
        error_messages={"required": _("Enter the month and year in which you finish, like 6 2026")},
    )
    cgpa = fields.CgpaField(
        label=_("CGPA"),
        help_text=_("Out of 4.00, like 3.25. Leave it empty if you have none yet."),
        required=False,
    )
    others = {"university": "university_other", "degree": "degree_other"}


class SkillsForm(QuestionForm):
    skills = fields.SeveralOf(
        label=_("Skills"),
        help_text=_("Tick everything you can do, including what you have taught yourself."),
        choices=offered(Skill, "group"),
        error_messages={"required": _("Tick at least one skill")},
    )


class FieldsForm(QuestionForm):
    fields_of_work = fields.SeveralOf(
        label=_("Fields of work"),
        help_text=_("Tick one or more."),
        choices=offered(InternshipField),
        error_messages={"required": _("Tick at least one field of work")},
    )


class CitiesForm(QuestionForm):
    cities = fields.SeveralOf(
        label=_("Cities"),
        help_text=_("Tick every city in which you could work."),
        choices=offered(City, "region"),
        error_messages={"required": _("Tick at least one city")},
    )


def start_years() -> tuple[int, int]:
    year = timezone.localdate().year
    return year, year + 3


class AvailabilityForm(QuestionForm):
    start = fields.MonthField(
        label=_("The month from which you can start"),
        help_text=_("Month and year, like 6 2026."),
        years=start_years,
        error_messages={
            "required": _("Enter the month and year from which you can start, like 6 2026")
        },
    )
    hours = fields.OneOf(
        label=_("Full time or part time"),
        choices=Hours.choices,
        error_messages={"required": _("Choose full time, part time or either")},
    )


class AboutForm(QuestionForm):
    motivation = fields.LongTextField(
        label=_("Why you want an internship"),
        help_text=_(
            "What you want to learn, and what you have made so far. A few sentences are enough, "
            "in English or Urdu; up to 2,000 characters."
        ),
        error_messages={"required": _("Write a few sentences about why you want an internship")},
    )
    cv_link = fields.LinkField(
        label=_("Link to your CV"),
        help_text=_("A page that can be opened without a password, like a profile or a portfolio."),
        required=False,
    )
