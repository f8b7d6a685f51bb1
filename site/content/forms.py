"""The form in which staff edit a page."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from content.bilingual import mark_urdu

TEXT_WIDGETS = (forms.TextInput, forms.Textarea)


class ContentPageForm(WagtailAdminPageForm):
    """Text fields of an Urdu page are right to left and announced as Urdu; the slug stays Latin."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.locale_id and self.instance.locale.language_code == "ur":
            for name, field in self.fields.items():
                if name != "slug" and isinstance(field.widget, TEXT_WIDGETS):
                    mark_urdu(field)
