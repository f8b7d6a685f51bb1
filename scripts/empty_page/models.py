"""The least that Wagtail serves, as its documentation builds it: what we compare with."""

from wagtail.models import Page


class EmptyPage(Page):
    """A title, in a template of one line."""
