"""What stands between the password and the staff's side: a first password is changed, a second
factor proven. The rules go by address, in front of every view."""

from collections.abc import Callable
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import User
from accounts.second_factor.devices import app_of
from accounts.second_factor.rules import must_prove

OPEN_ADDRESSES = (
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "first_password",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",  # the page puts into itself what it gets for it
)


class FirstPasswordChange:
    """The first password is a generated one; it is changed before anything else is opened."""

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
        )


class SecondFactor:
    """Sends whoever has to prove a second factor to the page where it is set up or proven.

    Only the path comes along, not the query: what was searched for stands in no second address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/admin/") and must_prove(request):
            return self.ask(request)
        return self.get_response(request)

    @staticmethod
    def ask(request: HttpRequest) -> HttpResponse:
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        user = cast(User, request.user)  # nobody else has to prove anything
        page = "verify" if app_of(user) else "set_up"
        query = {"next": request.path} if request.method == "GET" else None
        return redirect(reverse(f"second_factor:{page}", query=query))
