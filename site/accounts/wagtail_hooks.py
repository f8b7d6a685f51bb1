from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from accounts.models import User
from accounts.users import ask_for_an_own_password, refuse_to_touch_superusers


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
