"""The home screen's answer to "which cases wait for me?"."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from forms.casework import inbox


class CasesPanel(Component):
    """The views of the inbox and how many cases stand in each, for those who may view cases."""

    name = "cases"
    template_name = "casework/panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"counted": inbox.counted(parent_context["request"].user)}
