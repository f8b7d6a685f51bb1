"""The desk's place in the staff's side."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from forms.casework.views import POLICY, CaseListView, CaseView, ExportView


class CasesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(POLICY.user_has_permission(request.user, "view"))


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [
        path("cases/", CaseListView.as_view(), name="cases"),
        path("cases/results/", CaseListView.as_view(results_only=True), name="cases_results"),
        path("cases/<int:pk>/", CaseView.as_view(), name="case"),
        path("cases/export/<slug:service>/", ExportView.as_view(), name="export_cases"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return CasesMenuItem(
        "Cases", reverse("cases"), name="cases", icon_name="folder-open-inverse", order=250
    )
