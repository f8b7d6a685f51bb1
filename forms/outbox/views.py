"""The staff's view of mail: what was sent, what was not, and on a machine without a mail server
the mail itself."""

from typing import Any
from uuid import UUID

import django_filters
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from forms.outbox import local
from forms.outbox.framing import framed
from forms.outbox.models import Message, MessageQuerySet, State
from forms.outbox.reading import read
from forms.outbox.registry import kind_choices

PAGE_SIZE = 50
POLICY = ModelPermissionPolicy(Message)
READ_MAIL = "outbox.read_mail"
ICON = "mail"


class MessageFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(choices=State.choices)
    kind = django_filters.ChoiceFilter(choices=kind_choices)

    class Meta:
        model = Message
        fields = ["state", "kind"]


def local_time(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}" if moment else ""


class MessageListView(generic.IndexView):
    """Everything that was queued, newest first. Addresses and words are kept nowhere."""

    model = Message
    permission_policy = POLICY
    any_permission_required = ["view"]
    page_title = "Mail"
    header_icon = ICON
    index_url_name = "outbox"
    index_results_url_name = "outbox_results"
    filterset_class = MessageFilterSet
    is_searchable = False
    default_ordering = "-queued_at"
    paginate_by = PAGE_SIZE
    FORMATS = ()
    columns = [
        TitleColumn(
            "kind_name", label="What",
            get_url=lambda mail: reverse("outbox_message", args=[mail.pk]),
        ),
        StatusTagColumn(
            "get_state_display", label="State", primary=lambda mail: mail.state == State.FAILED
        ),
        Column("get_language_display", label="Language"),
        Column(
            "queued_at", label="Queued", accessor=lambda mail: local_time(mail.queued_at),
            sort_key="queued_at",
        ),
        Column("tries", label="Attempts"),
        Column("next", label="Next attempt", accessor=lambda mail: next_attempt(mail)),
        Column("ended_at", label="Ended", accessor=lambda mail: local_time(mail.ended_at)),
    ]  # fmt: skip

    def get_base_queryset(self) -> MessageQuerySet:
        return Message.objects.all()

    def order_queryset(self, queryset: MessageQuerySet) -> MessageQuerySet:
        ordered: MessageQuerySet = super().order_queryset(queryset)
        return ordered.order_by(*ordered.query.order_by, "-pk")


def next_attempt(message: Message) -> str:
    return local_time(message.due_at) if message.state == State.WAITING else ""


class MailPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, generic.base.View):
    """Base of a page below the list of messages."""

    permission_policy = POLICY
    permission_required = "view"
    header_icon = ICON

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            *self.get_parents(),
            {"url": "", "label": self.page_title},
        ]

    def get_parents(self) -> list[dict[str, Any]]:
        return [{"url": reverse("outbox"), "label": "Mail"}]


class MessageView(MailPage):
    """One message and the attempts to send it."""

    template_name = "outbox/message.html"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        message = get_object_or_404(Message, pk=pk)
        self.page_title = message.kind_name
        reads = request.user.has_perm(READ_MAIL)
        context = self.get_context_data(
            message=message,
            attempts=list(message.attempts.all()),
            next_attempt=next_attempt(message),
            may_retry=POLICY.user_has_permission(request.user, "retry"),
            mail=local.find(pk) if reads else None,
        )
        return self.render_to_response(context)


class RetryView(PermissionCheckedMixin, generic.base.View):
    """Staff ask for a message again, or give one up. What is sent stays sent."""

    permission_policy = POLICY
    permission_required = "retry"
    http_method_names = ["post"]
    give_up = False

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        message = get_object_or_404(Message, pk=pk)
        changed = self.change(Message.objects.filter(pk=pk))
        if changed:
            log(message, "outbox.give_up" if self.give_up else "outbox.again", user=request.user)
            said = "It will not be sent." if self.give_up else "It will be sent again now."
            messages.success(request, said)
        else:
            messages.error(request, "Nothing was changed: it has been sent or dropped meanwhile.")
        return redirect("outbox_message", pk=pk)

    def change(self, found: MessageQuerySet) -> int:
        return found.unsent().end(State.DROPPED) if self.give_up else found.unsent().ask_again()


class LocalMailMixin(MailPage):
    """Only where mail is kept on this machine; elsewhere these pages do not exist."""

    permission_required = READ_MAIL

    def user_has_permission(self, permission: str) -> bool:
        return bool(self.request.user.has_perm(permission))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if local.folder() is None:
            raise Http404("mail is not kept here")
        return super().dispatch(request, *args, **kwargs)

    def find(self, uuid: UUID) -> local.Kept:
        mail = local.find(uuid)
        if mail is None:
            raise Http404("no such mail")
        return mail


class LocalMailListView(LocalMailMixin):
    """All mail on this machine, the newest first."""

    template_name = "outbox/local_list.html"
    page_title = "Mail on this machine"

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(local.kept(), PAGE_SIZE).get_page(request.GET.get("p"))
        mails = [read(one) for one in page]
        return self.render_to_response(self.get_context_data(page=page, mails=mails))


class LocalMailView(LocalMailMixin):
    """One mail: its head, its text with links, its HTML in a frame."""

    template_name = "outbox/local_mail.html"

    def get(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        mail = read(self.find(uuid))
        self.page_title = mail.subject or "Mail"
        message = Message.objects.filter(pk=uuid).first()
        return self.render_to_response(self.get_context_data(mail=mail, message=message))

    def get_parents(self) -> list[dict[str, Any]]:
        return [{"url": reverse("local_mail"), "label": "Mail on this machine"}]


class LocalMailHtmlView(LocalMailMixin):
    """The HTML of one mail, for the frame."""

    def get(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        return framed(read(self.find(uuid)).html)
