"""Parts of a page that are the same on many pages, kept in the process as they were rendered."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString

from content import stamp
from content.directory import active

register = template.Library()


class KeptNode(template.Node):
    def __init__(self, name: str, differs: list[FilterExpression], nodelist: NodeList) -> None:
        self.name, self.differs, self.nodelist = name, differs, nodelist

    def render(self, context: template.Context) -> SafeString:
        differs = (one.resolve(context, ignore_failures=True) for one in self.differs)
        key = f"part.{self.name}.{active()}.{'.'.join(map(str, differs))}"
        return stamp.remembered(key, lambda: self.nodelist.render(context))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept "menu" shell.place %} … {% endkept %}`: rendered once per language, per value of
    what it differs by and per stamp of the content.

    Inside, nothing may depend on anything else. What it differs by has few values: each is kept.
    """
    _, name, *differs = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name.strip("\"'"), [parser.compile_filter(one) for one in differs], nodelist)
