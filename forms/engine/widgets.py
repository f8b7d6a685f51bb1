"""Widgets of the template pack: class names of the stylesheet, direction, keyboard, autofill."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LEFT_TO_RIGHT = {"dir": "ltr", "lang": "en", "spellcheck": "false", "autocapitalize": "off"}


def line(width: str = "", **attrs: str) -> forms.TextInput:
    """A one-line input. `width`: 2, 4, 10 or 20 characters; full width without."""
    return forms.TextInput({"class": f"input input-{width}" if width else "input", **attrs})


def latin_line(width: str = "", **attrs: str) -> forms.TextInput:
    """A one-line input for numbers, addresses and codes: left to right in both languages."""
    return line(width, **LEFT_TO_RIGHT, **attrs)


def lines(rows: int = 8) -> forms.Textarea:
    return forms.Textarea({"class": "input", "rows": str(rows), "cols": "40"})


class Select(forms.Select):
    template_name = "forms/widgets/select.html"

    def __init__(self, **attrs: str) -> None:
        super().__init__({"class": "input", **attrs})


CHOICES = "forms/widgets/choices.html"  # in groups with a heading where there are groups


class Radios(forms.RadioSelect):
    template_name = CHOICES


class Checkboxes(forms.CheckboxSelectMultiple):
    template_name = CHOICES


class Agreement(forms.CheckboxInput):
    """One box to tick, beside its sentence."""

    single_box = True


class PartsWidget(forms.MultiWidget):
    """Several inputs side by side, each with a label of its own."""

    template_name = "forms/widgets/month.html"
    use_fieldset = True
    labels: tuple[Any, ...] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            part["label"] = label
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"


class MonthWidget(PartsWidget):
    """Month and year."""

    labels = (_("Month"), _("Year"))

    def __init__(self, **attrs: str) -> None:
        inputs = [latin_line(width, inputmode="numeric", autocomplete="off") for width in "24"]
        super().__init__({"month": inputs[0], "year": inputs[1]}, attrs)

    def decompress(self, value: date | None) -> list[Any]:
        return [value.month, value.year] if value else ["", ""]


class DayWidget(PartsWidget):
    """Day, month and year. `purpose` is the first part of the tokens by which browsers fill them
    in, such as `bday`. The month may be typed as a name."""

    labels = (_("Day"), *MonthWidget.labels)

    def __init__(self, purpose: str = "", **attrs: str) -> None:
        parts = {"day": ("2", "numeric"), "month": ("4", "text"), "year": ("4", "numeric")}
        inputs: dict[str, forms.Widget | type[forms.Widget]] = {
            part: latin_line(
                width, inputmode=keys, autocomplete=f"{purpose}-{part}" if purpose else "off"
            )
            for part, (width, keys) in parts.items()
        }
        super().__init__(inputs, attrs)

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else ["", "", ""]
