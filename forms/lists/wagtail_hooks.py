"""The lists that services share, in the staff's side."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from forms.lists.models import City, District, Platform, Skill, SkillGroup
from forms.lists.viewsets import ListAdmin, viewset

LISTS: tuple[ListAdmin, ...] = (
    (City, "site", ("region",)),
    (District, "site", ("region",)),
    (Skill, "tag", ("group",)),
    (SkillGroup, "tag", ()),
    (Platform, "globe", ()),
)


class FormLists(SnippetViewSetGroup):
    menu_label = "Form lists"
    menu_icon = "list-ul"
    menu_order = 255
    items = tuple(viewset(*one) for one in LISTS)


register_snippet(FormLists)
