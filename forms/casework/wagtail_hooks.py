"""The desk's place in the staff's side."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from forms.casework.dashboard import CasesPanel
from forms.casework.retention import RetentionRule
from forms.casework.views.access import AUDIT, REGISTRATIONS, VIEW
from forms.casework.views.acting import EmailView, MoveView, NoteView, RevealView, RevokeView
from forms.casework.views.audit import AuditView
from forms.casework.views.case import CaseView
from forms.casework.views.exporting import ExportView
from forms.casework.views.files import FileView
from forms.casework.views.inbox import InboxView
from forms.casework.views.registered import RegistrationsView
from forms.casework.views.retention import RetentionView


class DeskMenuItem(MenuItem):
    """Shown to whoever has the right `needs`."""

    def __init__(self, *args: Any, needs: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = needs

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.needs))


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [
        path("cases/", InboxView.as_view(), name="cases"),
        path("cases/results/", InboxView.as_view(results_only=True), name="cases_results"),
        path("cases/export/", ExportView.as_view(), name="export_cases"),
        path("cases/audit/", AuditView.as_view(), name="cases_audit"),
        path(
            "cases/audit/results/", AuditView.as_view(results_only=True),
            name="cases_audit_results",
        ),
        path("cases/registrations/", RegistrationsView.as_view(), name="registrations"),
        path(
            "cases/registrations/results/", RegistrationsView.as_view(results_only=True),
            name="registrations_results",
        ),
        path("cases/retention/", RetentionView.as_view(), name="cases_retention"),
        path("cases/<int:pk>/", CaseView.as_view(), name="case"),
        path("cases/<int:pk>/note/", NoteView.as_view(), name="case_note"),
        path("cases/<int:pk>/reveal/", RevealView.as_view(), name="case_reveal"),
        path("cases/<int:pk>/email/", EmailView.as_view(), name="case_email"),
        path("cases/<int:pk>/revoke/", RevokeView.as_view(), name="case_revoke"),
        path("cases/<int:pk>/files/<uuid:file>/", FileView.as_view(), name="case_file"),
        path("cases/<int:pk>/move/<slug:name>/", MoveView.as_view(), name="case_move"),
    ]  # fmt: skip


@hooks.register("register_admin_menu_item")
def cases() -> MenuItem:
    return DeskMenuItem(
        "Cases", reverse("cases"), name="cases", icon_name="folder-open-inverse", order=250,
        needs=VIEW,
    )  # fmt: skip


@hooks.register("register_admin_menu_item")
def registrations() -> MenuItem:
    return DeskMenuItem(
        "Registrations", reverse("registrations"), name="registrations",
        icon_name="clipboard-list", order=251, needs=REGISTRATIONS,
    )  # fmt: skip


@hooks.register("register_admin_menu_item")
def audit() -> MenuItem:
    return DeskMenuItem(
        "Audit trail", reverse("cases_audit"), name="cases-audit", icon_name="history", order=252,
        needs=AUDIT,
    )  # fmt: skip


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm(VIEW):
        panels.append(CasesPanel())


@hooks.register("register_admin_menu_item")
def retention() -> MenuItem:
    return DeskMenuItem(
        "Retention", reverse("cases_retention"), name="cases-retention", icon_name="bin",
        order=253, needs="casework.view_retentionrule",
    )  # fmt: skip


class RetentionRules(SnippetViewSet):
    """Days are changed here; rules come with the services."""

    model = RetentionRule
    icon = "bin"
    list_display = ("service", "status", "days")
    panels = (
        FieldPanel("service", read_only=True),
        FieldPanel("status", read_only=True),
        FieldPanel("days"),
    )


register_snippet(RetentionRules)
