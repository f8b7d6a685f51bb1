"""What the template pack asks of a bound field."""

from dataclasses import dataclass

from django import template
from django.forms import BoundField, Form

from forms.engine.moments import in_words

register = template.Library()
register.filter("day_in_words", in_words, expects_localtime=True)


@dataclass(frozen=True)
class ErrorLine:
    target: str
    message: str


@register.filter
def error_lines(form: Form) -> list[ErrorLine]:
    """Every error in the order of the page, with the id of the input that it is about."""
    lines = [
        ErrorLine(error_target(form[name]), str(message))
        for name in form.fields
        for message in form[name].errors
    ]
    first = error_target(form[next(iter(form.fields))])
    return lines + [ErrorLine(first, str(message)) for message in form.non_field_errors()]


def error_target(field: BoundField) -> str:
    """The id of the field's first input."""
    if getattr(field.field.widget, "widgets", None):
        return field.id_for_label
    return str(field.subwidgets[0].id_for_label or field.auto_id)


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of hint and error, for a fieldset; inputs get theirs from Django."""
    hint = [f"{field.auto_id}_helptext"] if field.help_text else []
    error = [f"{field.auto_id}_error"] if field.errors else []
    return " ".join(hint + error)


@register.filter
def shape(field: BoundField) -> str:
    """The template by which a field is set: one input, several in a fieldset, or one box."""
    widget = field.field.widget
    if getattr(widget, "single_box", False):
        return "forms/field_box.html"
    return "forms/field_group.html" if widget.use_fieldset else "forms/field_input.html"
