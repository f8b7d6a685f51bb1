from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from accounts.models import User
from accounts.users import (
    ask_for_an_own_password,
    refuse_to_touch_superusers,
    reset_second_factor_button,
)

LOGGED = [
    ("set_up", "Set up the second factor", "Second factor set up"),
    ("replace", "Replace the app of the second factor", "App of the second factor replaced"),
    ("renew_codes", "Make recovery codes", "Recovery codes made"),
    ("recover", "Sign in with a recovery code", "Signed in with a recovery code"),
    ("reset", "Reset the second factor", "Second factor reset"),
]


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def superusers_are_left_alone(request: HttpRequest, user: User) -> None:
    refuse_to_touch_superusers(request, [user])


@hooks.register("before_bulk_action")
def superusers_are_left_alone_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    if action.model is User:
        refuse_to_touch_superusers(request, objects)


@hooks.register("after_create_user")
@hooks.register("after_edit_user")
def given_passwords_are_changed(request: HttpRequest, user: User) -> None:
    ask_for_an_own_password(request, user)


@hooks.register("register_admin_urls")
def second_factor_addresses() -> list[URLResolver]:
    return [path("second-factor/", include("accounts.second_factor.urls"))]


@hooks.register("register_log_actions")
def second_factor_in_the_log(actions: Any) -> None:
    for code, label, message in LOGGED:
        actions.register_action(f"accounts.second_factor.{code}", label, message)


@hooks.register("register_account_menu_item")
def one_s_own_second_factor(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("second_factor:overview"),
        "label": "Second factor",
        "help_text": "The app and the recovery codes that you need besides your password.",
    }


@hooks.register("register_user_listing_buttons")
def somebody_s_second_factor(user: User, request_user: User) -> list[Button]:
    return reset_second_factor_button(user, request_user)
