"""The first password is a generated one; it is changed before anything else is opened."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

OPEN_ADDRESSES = ("wagtailadmin_login", "wagtailadmin_logout", "first_password")


class FirstPasswordChange:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/admin/") and self.must_change(request):
            return redirect("first_password")
        return self.get_response(request)

    @staticmethod
    def must_change(request: HttpRequest) -> bool:
        """Whether this signed-in person still has the generated password."""
        return (
            request.user.is_authenticated
            and request.user.must_change_password
            and request.path_info not in [reverse(name) for name in OPEN_ADDRESSES]
            and not request.path_info.startswith("/admin/jsi18n")
        )
