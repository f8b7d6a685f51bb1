"""What every field shares."""

from typing import Any

from django.utils.translation import ngettext_lazy

TOO_LONG = ngettext_lazy(
    "Shorten this to %(limit_value)d character; it has %(show_value)d now",
    "Shorten this to %(limit_value)d characters; it has %(show_value)d now",
    "limit_value",
)


class AnswerField:
    """What every field of a question has beside Django's."""

    left_to_right = False

    def as_text(self, value: Any) -> str | list[str]:
        """The answer as its giver reads it again; a list for several."""
        return str(value)

    def caution(self, value: Any) -> str:
        """A doubt that does not stop anybody, shown where answers are checked."""
        return ""
