"""A question page's form. One thing per page; closely related fields stand in a group."""

from typing import Any, ClassVar, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from forms.engine.text import showable

type Typed = dict[str, list[str]]

# Of one input this much is kept and shown again; every field refuses far less than that.
KEPT_CHARACTERS = 20_000
KEPT_VALUES = 200
OTHER = "other"  # the code of "something that is not in the list"


class QuestionForm(forms.Form):
    """Fields of one page. `groups` lists (legend, field names); the rest stand alone.
    `others` names, for a list that offers "another", the field in which it is written.

    Browsers' own checks are off: their bubbles speak the browser's language, and vanish.
    """

    use_required_attribute = False
    label_suffix = ""
    groups: ClassVar[list[tuple[Any, list[str]]]] = []
    others: ClassVar[dict[str, str]] = {}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(data, **kwargs)

    @classmethod
    def of(cls, typed: Typed, **kwargs: Any) -> Self:
        """The form with these answers, to be judged."""
        return cls(MultiValueDict(typed), **kwargs)

    @classmethod
    def unjudged(cls, typed: Typed, **kwargs: Any) -> Self:
        """The form showing what was typed earlier, without a word about it."""
        form = cls.of(typed, **kwargs)
        form._errors = ErrorDict()  # type: ignore[attr-defined]  # a form judges when it has none
        form.cleaned_data = {}
        return form

    def clean(self) -> dict[str, Any]:
        for listed, written in self.others.items():
            self._settle(listed, written)
        return self.cleaned_data

    def _settle(self, listed: str, written: str) -> None:
        """Either a choice from the list, or words of one's own; words alone are enough."""
        words = self.cleaned_data.get(written)
        if words and listed not in self.cleaned_data:
            self.errors.pop(listed, None)
            self.cleaned_data[listed] = OTHER
        chosen = self.cleaned_data.get(listed)
        if chosen == OTHER and not words and written not in self.errors:
            self.add_error(written, self.fields[written].error_messages["required"])
        elif chosen and chosen != OTHER:
            self.errors.pop(written, None)
            self.cleaned_data[written] = ""

    @property
    def needed_sometimes(self) -> set[str]:
        """Fields that are not required, and yet not called optional."""
        return set(self.others.values())

    def void_fields(self) -> set[str]:
        """Fields that say nothing beside the answers given: they are not read back."""
        return {
            listed if self.cleaned_data.get(listed) == OTHER else written
            for listed, written in self.others.items()
        }

    @property
    def helper(self) -> FormHelper:
        """The layout for crispy: groups become fieldsets, in the order of their first field."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(*self._layout())
        return helper

    def _layout(self) -> list[Any]:
        grouped = {name: group for group in self.groups for name in group[1]}
        parts: list[Any] = []
        for name in self.fields:
            legend, names = grouped.get(name, ("", []))
            if not names:
                parts.append(name)
            elif name == names[0]:
                parts.append(Fieldset(legend, *names))
        return parts

    @property
    def heading_in_label(self) -> bool:
        """Whether the page's heading is the label of its only field. A box to tick has a sentence
        of its own, and needs the heading above it."""
        widgets = [field.widget for field in self.fields.values()]
        return len(widgets) == 1 and not getattr(widgets[0], "single_box", False)


def typed_in(form: type[QuestionForm], posted: QueryDict) -> Typed:
    """What was typed into the form's fields, storable; nothing else of the request. Files are not
    typed: see `uploads.taking`."""
    blank = form()
    names = {
        name
        for field_name, field in blank.fields.items()
        if not field.widget.needs_multipart_form
        for name in names_of(blank, field_name, field)
    }
    return {
        name: [showable(value[:KEPT_CHARACTERS]) for value in posted.getlist(name)[:KEPT_VALUES]]
        for name in sorted(names)
        if name in posted
    }


def names_of(form: QuestionForm, name: str, field: forms.Field) -> list[str]:
    """The names of a field's inputs: several where its widget has parts."""
    parts = getattr(field.widget, "widgets_names", [""])
    return [form.add_prefix(name) + part for part in parts]
