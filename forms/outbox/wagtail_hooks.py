"""Mail in the staff's side: wording, messages, the mail on this machine."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from forms.outbox import local, views
from forms.outbox.models import MailText, Message
from forms.outbox.panels import UnsentMail
from forms.outbox.text_admin import MailTextViewSet, OnlyChanged

MENU_HOOK = "register_mail_menu_item"

register_permission_policy(MailText, OnlyChanged(MailText))
register_snippet(MailTextViewSet)


class MessagesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("outbox.view_message")


class LocalMailMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return local.folder() is not None and request.user.has_perm("outbox.read_mail")


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    again, give_up = views.RetryView.as_view(), views.RetryView.as_view(give_up=True)
    results = views.MessageListView.as_view(results_only=True)
    return [
        path("outbox/", views.MessageListView.as_view(), name="outbox"),
        path("outbox/results/", results, name="outbox_results"),
        path("outbox/<uuid:pk>/", views.MessageView.as_view(), name="outbox_message"),
        path("outbox/<uuid:pk>/again/", again, name="outbox_again"),
        path("outbox/<uuid:pk>/give-up/", give_up, name="outbox_give_up"),
        path("outbox/mail/", views.LocalMailListView.as_view(), name="local_mail"),
        path("outbox/mail/<uuid:uuid>/", views.LocalMailView.as_view(), name="local_mail_one"),
        path(
            "outbox/mail/<uuid:uuid>/html/",
            views.LocalMailHtmlView.as_view(),
            name="local_mail_html",
        ),
    ]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return SubmenuMenuItem(
        "Mail", Menu(register_hook_name=MENU_HOOK), name="mail", icon_name="mail", order=270
    )


@hooks.register(MENU_HOOK)
def messages_item() -> MenuItem:
    return MessagesMenuItem("Messages", reverse("outbox"), icon_name="list-ul", order=200)


@hooks.register(MENU_HOOK)
def local_mail_item() -> MenuItem:
    return LocalMailMenuItem("On this machine", reverse("local_mail"), icon_name="mail", order=300)


@hooks.register("construct_homepage_panels")
def unsent_mail(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("outbox.view_message"):
        panel = UnsentMail()
        if panel.anything:
            panels.append(panel)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label=Message._meta.app_label, content_type__model="message"
    )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("outbox.again", "Send again", "Asked for it to be sent again")
    actions.register_action("outbox.give_up", "Give up", "Gave it up")
