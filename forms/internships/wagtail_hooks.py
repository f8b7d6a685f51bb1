"""The lists of the form, in the staff's side."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from forms.internships.lists import Degree, InternshipField, University
from forms.lists.viewsets import ListAdmin, viewset

LISTS: tuple[ListAdmin, ...] = (
    (University, "home", ("region",)),
    (Degree, "form", ()),
    (InternshipField, "list-ul", ()),
)


class InternshipLists(SnippetViewSetGroup):
    menu_label = "Internship lists"
    menu_icon = "list-ul"
    menu_order = 260
    items = tuple(viewset(*one) for one in LISTS)


register_snippet(InternshipLists)
