"""One field, for a code from the app or a recovery code. A valid form has spent the code."""

from typing import Any

from django import forms

from accounts.models import User
from accounts.second_factor.devices import device_for, prove
from accounts.second_factor.models import ALPHABET, CODE_LENGTH, Throttled, is_code
from urdu.normalise import identifier

FROM_APP = "Enter the six digits that the app shows."
FROM_EITHER = "Enter the six digits that the app shows, or a recovery code of twelve signs."
WRONG = "This code is wrong, or was used before. Wait for the next one in the app, then enter that."
WAIT = "There were wrong codes before. Wait {time}, then enter a new code."


class CodeInput(forms.PasswordInput):
    """Seen while it is typed; what was typed before is not shown again, because it is spent."""

    input_type = "text"


class CodeForm(forms.Form):
    """A code that a device of this person accepts: the given one, or any that is in use."""

    code = forms.CharField(
        max_length=40,
        widget=CodeInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )

    def __init__(self, *args: Any, user: User, only: Throttled | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user, self.only = user, only
        self.device: Throttled | None = None
        self.wait = 0
        field = self.fields["code"]
        field.label = "Code from the app" if only else "Code from the app, or a recovery code"
        field.error_messages["required"] = self.what_is_asked
        if only:
            field.widget.attrs["inputmode"] = "numeric"

    @property
    def what_is_asked(self) -> str:
        return FROM_APP if self.only else FROM_EITHER

    def clean_code(self) -> str:
        typed = identifier(self.cleaned_data["code"]).upper().replace(" ", "").replace("-", "")
        if not is_code(typed) and (self.only or not is_recovery_code(typed)):
            raise forms.ValidationError(self.what_is_asked)
        device = self.only or device_for(self.user, typed)
        self.wait = device.seconds_to_wait() if device else 0
        if self.wait:
            raise forms.ValidationError(WAIT.format(time=in_words(self.wait)))
        if device is None or not prove(self.user, device, typed):
            raise forms.ValidationError(WRONG)
        self.device = device
        return typed


def is_recovery_code(typed: str) -> bool:
    return len(typed) == CODE_LENGTH and set(typed) <= set(ALPHABET)


def in_words(seconds: int) -> str:
    """A time to wait, never shorter than it is."""
    if seconds < 100:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    minutes = -(-seconds // 60)
    return f"{minutes} minutes" if minutes < 100 else f"{-(-minutes // 60)} hours"
