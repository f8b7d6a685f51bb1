"""The pages of the second factor. Which of them opens before it is proven: `rules`."""

from base64 import b64encode
from typing import Any

from django.contrib.auth.views import RedirectURLMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from accounts.second_factor import devices, qr
from accounts.second_factor.forms import CodeForm
from accounts.second_factor.models import AuthenticatorApp
from accounts.second_factor.rules import is_proven, remember
from accounts.users import may_reset_second_factor

FEW_CODES = 3
NOT_KEPT = "You have not said that you kept your recovery codes. Make new ones, and keep them."
REPLACED = "The new app is in use. Your recovery codes stay as they are."


class Staff(HttpRequest):
    """Wagtail lets nobody else here."""

    user: User


@method_decorator(sensitive_post_parameters("code"), name="dispatch")
class CodeView(RedirectURLMixin, FormView):
    """A page that takes a code, and goes on where the person wanted to go. `next` never leads to
    another host."""

    request: Staff
    form_class: Any = CodeForm
    next_page = "wagtailadmin_home"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(next=self.get_redirect_url(), **kwargs)

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        response = self.render_to_response(self.get_context_data(form=form))
        response.status_code = 429 if form.wait else 400
        if form.wait:
            response.headers["Retry-After"] = str(form.wait)
        return response

    def show_codes(self, codes: list[str]) -> HttpResponse:
        """The only time that they are seen: the answer to the POST itself, kept nowhere."""
        self.template_name = "accounts/second_factor/new_codes.html"
        text = "\r\n".join([f"Recovery codes, {self.request.get_host()}", "", *codes, ""])
        return self.render_to_response(
            {
                "codes": codes,
                "file": f"data:text/plain;base64,{b64encode(text.encode()).decode()}",
                "next": self.get_redirect_url(),
            }
        )


class SetUpView(CodeView):
    """Show the key, and take the first code. Who has an app comes here to replace it only."""

    template_name = "accounts/second_factor/set_up.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = self.request.user
        with devices.alone(user):
            replacing = is_proven(request) and devices.may_replace(request)
            if devices.app_of(user) and not replacing:
                return redirect("second_factor:overview")
            self.app: AuthenticatorApp = devices.app_to_come(request, user)
            return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"only": self.app}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            picture=qr.picture(self.app), key=qr.text(self.app), **kwargs
        )

    def form_valid(self, form: CodeForm) -> HttpResponse:
        codes = devices.confirm(self.request, self.request.user, self.app)
        remember(self.request, self.app)
        if codes:
            return self.show_codes(codes)
        messages.success(
            self.request, "The new app is in use. Your recovery codes stay as they are."
        )
        return redirect(self.get_success_url())


class VerifyView(CodeView):
    """The second step of signing in."""

    template_name = "accounts/second_factor/verify.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_proven(request):
            return redirect(self.get_success_url())
        if devices.app_of(self.request.user) is None:
            return redirect("second_factor:set_up")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        assert form.device is not None  # noqa: S101 — a valid form has one
        remember(self.request, form.device)
        self.say_how_many_are_left()
        return redirect(self.get_success_url())

    def say_how_many_are_left(self) -> None:
        codes = devices.codes_of(self.request.user)
        left = codes.left if codes else 0
        renew = messages.button(reverse("second_factor:codes"), "Make new codes")
        if codes is None or codes.kept_at is None:
            messages.warning(self.request, NOT_KEPT, buttons=[renew])
        elif left <= FEW_CODES:
            messages.warning(self.request, f"Recovery codes left: {left}.", buttons=[renew])


class OverviewView(WagtailAdminTemplateMixin, TemplateView):
    request: Staff
    template_name = "accounts/second_factor/overview.html"
    page_title = "Second factor"
    header_icon = "key"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            app=devices.app_of(user), codes=devices.codes_of(user), **kwargs
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class CodesView(CodeView):
    """New recovery codes, for a fresh code."""

    template_name = "accounts/second_factor/codes.html"

    def form_valid(self, form: CodeForm) -> HttpResponse:
        return self.show_codes(devices.renew_codes(self.request.user))


class KeptView(RedirectURLMixin, View):
    """The codes are printed or written down."""

    request: Staff
    next_page = "wagtailadmin_home"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        devices.codes_are_kept(self.request.user)
        return redirect(self.get_success_url())


class ReplaceView(CodeView):
    """Another app, for a fresh code of the old one or a recovery code."""

    template_name = "accounts/second_factor/replace.html"

    def form_valid(self, form: CodeForm) -> HttpResponse:
        devices.begin_replacing(self.request)
        return redirect("second_factor:set_up")


class ResetView(WagtailAdminTemplateMixin, TemplateView):
    """An administrator lets somebody begin anew who has lost both app and recovery codes."""

    request: Staff
    template_name = "accounts/second_factor/reset.html"
    page_title = "Reset second factor"
    header_icon = "key"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.person = get_object_or_404(User, pk=kwargs["pk"])
        if not may_reset_second_factor(self.request.user, self.person):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(get_user_display_name(self.person))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            person=self.person, app=devices.app_of(self.person), **kwargs
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        person = reverse("wagtailusers_users:edit", args=[self.person.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": person, "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        devices.reset(self.person, by=self.request.user)
        name = self.get_page_subtitle()
        messages.success(request, f"The second factor of {name} is reset.")
        return redirect("wagtailusers_users:edit", self.person.pk)
