from typing import Any

from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy


class FirstPasswordView(LoginRequiredMixin, PasswordChangeView):
    """Replace the generated password; the session stays. Whoever has an own one is sent on,
    because here the old password is not asked for."""

    form_class: Any = SetPasswordForm  # the old password was generated, and just used
    template_name = "accounts/first_password.html"
    success_url = reverse_lazy("wagtailadmin_home")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.must_change_password:
            return redirect("wagtailadmin_account")
        return super().dispatch(request, *args, **kwargs)
