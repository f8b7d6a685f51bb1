"""Files. The answer is a list of `Upload` rows; what the form holds of them are their ids."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from forms.engine.fields.base import AnswerField
from forms.engine.uploads import words
from forms.engine.uploads.limits import MAX_FILES
from forms.engine.uploads.models import Upload
from urdu.bidi import isolated

# What the buttons beside a file and below the input send.
REMOVE, ADD = "remove-file", "add-file"
ACCEPT = ".pdf,.jpg,.jpeg,.png,.heic,.heif,application/pdf,image/jpeg,image/png,image/heic"

limits_in_words = lazy(words.limits_in_words, str)


class UploadWidget(forms.Widget):
    """The files that are there, each with a button to remove it; an input and a button for more."""

    template_name = "forms/widgets/uploads.html"
    input_type = "file"
    needs_multipart_form = True
    max_files = MAX_FILES
    _looked_up: tuple[list[str], list[Upload]] = ([], [])

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Ids from the draft; `typed_in` takes none from a request."""
        return list(data.getlist(name)) if hasattr(data, "getlist") else list(data.get(name, []))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        found = self.rows(value or [])
        context["widget"] |= {
            "type": self.input_type,
            "accept": ACCEPT,
            "files": [(upload, words.size_in_words(upload.size)) for upload in found],
            "full": len(found) >= self.max_files,
            "remove": REMOVE,
            "add": ADD,
        }
        return context

    def rows(self, ids: list[str]) -> list[Upload]:
        """The files, in the order in which they came; looked up once a form."""
        if self._looked_up[0] != ids:
            found = Upload.objects.filter(pk__in=[UUID(one) for one in ids])
            self._looked_up = (ids, list(found))
        return self._looked_up[1]


class UploadField(AnswerField, forms.Field):
    """Up to `max_files` files; their limits are told in the hint."""

    widget: UploadWidget = UploadWidget  # type: ignore[assignment]  # an object once it is made
    default_error_messages = {"required": _("Upload at least one file")}

    def __init__(self, *, max_files: int = MAX_FILES, help_text: Any = "", **kwargs: Any) -> None:
        self.max_files = max_files
        hint = limits_in_words(max_files)
        both = lazy(lambda: f"{help_text} {hint}", str)() if help_text else hint
        super().__init__(help_text=both, **kwargs)
        self.widget.max_files = max_files

    def to_python(self, value: Any) -> list[Upload]:
        """Raises ValidationError if a file has gone meanwhile."""
        found = self.widget.rows(value or [])
        if len(found) != len(value or []):
            raise words.refusal("gone")
        return found

    def as_text(self, value: list[Upload]) -> list[str]:
        return [f"{isolated(one.name)} ({words.size_in_words(one.size)})" for one in value]
