import json

from django import template

from content.staff_scripts import as_data

register = template.Library()


@register.simple_tag
def start(what: str, options_json: str) -> str:
    """A call with one argument, given as JSON, to be made by `static/admin/start.js`."""
    return as_data(what, [json.loads(options_json)])
