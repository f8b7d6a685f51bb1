"""Wagtail 8.0 starts its choosers, dates and inline panels by inline scripts. The policy of the
staff's side runs none, so the same calls are written as data, which `static/admin/start.js` makes.

Dates and panels are overridden templates (site/templates/wagtailadmin/); choosers have none, so the
method that renders them is replaced here. To go when Wagtail runs under such a policy itself
(wagtail/wagtail#1288).
"""

import json
import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser

CALL = re.compile(r"((?:new )?[A-Za-z]+)\((.*)\);", re.DOTALL)
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_data(what: str, arguments: list[Any]) -> SafeString:
    """A call such as `new PageChooser` with its arguments, to be made by `start.js`."""
    data = mark_safe(json.dumps(arguments).translate(ESCAPES))  # noqa: S308 — escaped as json_script does
    return format_html('<script type="application/json" data-start="{}">{}</script>', what, data)


def render_chooser(
    self: BaseChooser, name: str, value: Any, attrs: Any = None, renderer: Any = None
) -> str:
    """`BaseChooser.render` with the call as data."""
    value_data = self.get_value_data(value)
    call = CALL.fullmatch(self.render_js_init(attrs["id"], name, value_data))
    if call is None:
        raise ValueError(f"{type(self).__name__} starts in a way that start.js does not know.")
    start = as_data(call[1], json.loads(f"[{call[2]}]"))
    return mark_safe(self.render_html(name, value_data, attrs) + start)  # noqa: S308 — as upstream


def without_inline_scripts() -> None:
    BaseChooser.render = render_chooser
