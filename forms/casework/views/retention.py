"""What is kept for how long, what would go now, and what went."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from forms.casework import retention
from forms.casework.retention import RetentionReceipt, RetentionRule
from forms.casework.views.access import Restricted

RECEIPTS = 50


class RetentionView(Restricted, WagtailAdminTemplateMixin, generic.base.View):
    """A rule is changed on its own page; this one shows what follows, before it does."""

    needs = "casework.view_retentionrule"
    template_name = "casework/retention.html"
    page_title = "Retention"
    header_icon = "bin"

    def get(self, request: HttpRequest) -> HttpResponse:
        going = {one.rule.pk: one.removed for one in retention.run(dry_run=True)}
        may_change = request.user.has_perm("casework.change_retentionrule")
        rules = [
            (rule, going.get(rule.pk, 0), edit_url(rule) if may_change else "")
            for rule in RetentionRule.objects.all()
        ]
        context = self.get_context_data(
            rules=rules, receipts=RetentionReceipt.objects.all()[:RECEIPTS]
        )
        return self.render_to_response(context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


def edit_url(rule: RetentionRule) -> str:
    name = rule.snippet_viewset.get_url_name("edit")  # type: ignore[attr-defined]
    return reverse(name, args=[rule.pk])
