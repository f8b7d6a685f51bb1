"""Forms as a program without a browser fills them."""

import html5lib


def hidden_fields(html: str) -> dict[str, str]:
    """The hidden inputs of the form inside `main`: the token and what else the server put there."""
    tree = html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=False)
    fields = tree.xpath("//main//form//input[@type='hidden'] | //input[@type='hidden'][@form]")
    return {str(one.get("name")): str(one.get("value", "")) for one in fields if one.get("name")}
