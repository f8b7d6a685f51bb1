"""What staff are asked when they do something with a case. Each form stands on the case's page, so
each numbers its fields by its own name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override

from forms.casework.models import Case
from forms.casework.registry import desk, service_choices
from forms.engine import validators
from forms.engine.text import is_readable, paragraphs, showable

LONGEST = 4000
REASON_LENGTH = 10  # "because" says nothing
DIRECTIONS = {"ur": "rtl"}


class Words(forms.CharField):
    """Some sentences, in Urdu's letters where they are Urdu."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options.setdefault("max_length", LONGEST)
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows, "data-w-autosize": ""}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        return paragraphs(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if not is_readable(value):
            raise ValidationError("There is a character in it that cannot be read. Type it again.")


def reason(label: str, help_text: str = "") -> Words:
    """Why, for the audit trail."""
    short = f"Say a little more: at least {REASON_LENGTH} characters."
    return Words(
        label=label, help_text=help_text, rows=2, min_length=REASON_LENGTH,
        error_messages={"required": "Give the reason.", "min_length": short},
    )  # fmt: skip


class CaseForm(forms.Form):
    """A form on the page of a case; `to_applicant` names the fields that the applicant reads."""

    name = ""
    to_applicant: tuple[str, ...] = ()

    def __init__(self, case: Case, data: Any = None) -> None:
        super().__init__(data, auto_id=f"id_{self.name}_%s")
        self.case = case
        for name in self.to_applicant:
            self.address_to_applicant(self.fields[name])

    def address_to_applicant(self, field: Any) -> None:
        """The officer writes in the applicant's language, and sees it as the applicant will."""
        language = self.case.language
        field.widget.attrs |= {"lang": language, "dir": DIRECTIONS.get(language, "ltr")}
        field.help_text = f"The applicant reads this. Write in {self.case.get_language_display()}."

    @property
    def said(self) -> str:
        return str(self.cleaned_data.get("note", ""))

    @property
    def marked(self) -> list[str]:
        return list(self.cleaned_data.get("steps", []))


class TakeForm(CaseForm):
    name = "take"


class ReleaseForm(CaseForm):
    name = "release"


class ReturnForm(CaseForm):
    name = "return"
    to_applicant = ("note",)

    note = Words(
        label="What do you ask for?",
        error_messages={"required": "Tell the applicant what you ask for."},
    )

    def __init__(self, case: Case, data: Any = None) -> None:
        super().__init__(case, data)
        asked = forms.MultipleChoiceField(
            label="Which questions are open again?",
            choices=questions(case.service),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Mark at least one question."},
        )
        self.fields = {"steps": asked, **self.fields}


class ApproveForm(CaseForm):
    name = "approve"
    to_applicant = ("note",)

    note = Words(label="A word to the applicant (optional)", required=False, rows=2)


class DeclineForm(CaseForm):
    name = "decline"
    to_applicant = ("note",)

    note = Words(
        label="Why?", error_messages={"required": "Tell the applicant why it is declined."}
    )


class NoteForm(CaseForm):
    name = "note"

    note = Words(
        label="Note",
        help_text="For colleagues who work on cases. The applicant never sees it.",
        error_messages={"required": "The note is empty."},
    )


class RevealForm(CaseForm):
    name = "reveal"

    note = reason("Why do you need to see it?", "Kept in the audit trail with your name.")


class RevokeForm(CaseForm):
    name = "revoke"
    to_applicant = ("note",)

    note = Words(label="Why?", error_messages={"required": "Tell the holder why it is revoked."})


class EmailForm(CaseForm):
    name = "email"

    email = forms.CharField(
        label="New e-mail address",
        max_length=validators.LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "inputmode": "email"}),
        error_messages={"required": "Enter the new e-mail address."},
    )
    note = reason(
        "How did you make sure that it is the applicant?",
        "For example: which document you saw, where, and when. Kept in the audit trail.",
    )

    def clean_email(self) -> str:
        address = validators.email(showable(self.cleaned_data["email"]))
        if address is None:
            raise ValidationError("Enter an e-mail address, like name@example.com.")
        if address == self.case.email:
            raise ValidationError("This is the address that the case has already.")
        return address


FORMATS = (("csv", "CSV (any program)"), ("xlsx", "XLSX (Excel, LibreOffice)"))


class ExportForm(forms.Form):
    """`numbers`: how many cases of each service would leave."""

    service = forms.ChoiceField(choices=service_choices)
    format = forms.ChoiceField(choices=FORMATS, initial="csv", widget=forms.RadioSelect)
    note = reason("What is the export for?", "Kept in the audit trail with your name.")

    def __init__(self, data: Any = None, *, numbers: dict[str, int], **options: Any) -> None:
        super().__init__(data, **options)
        choice: Any = self.fields["service"]
        choice.choices = [
            (code, f"{name}: {numbers.get(code, 0)} cases") for code, name in service_choices()
        ]


MOVES: dict[str, type[CaseForm]] = {
    form.name: form for form in (TakeForm, ReleaseForm, ReturnForm, ApproveForm, DeclineForm)
}


def questions(service: str) -> list[tuple[str, str]]:
    """The pages of a service's form, by their headings in English."""
    found = desk(service)
    with override("en"):
        return [(step.slug, str(step.title)) for step in found.service.steps] if found else []
