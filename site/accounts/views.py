from typing import Any

from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy


class FirstPasswordView(LoginRequiredMixin, PasswordChangeView):
    """Replace the generated password; the session stays."""

    form_class = SetPasswordForm
    template_name = "accounts/first_password.html"
    success_url = reverse_lazy("wagtailadmin_home")

    def form_valid(self, form: Any) -> HttpResponse:
        form.user.must_change_password = False
        return super().form_valid(form)
