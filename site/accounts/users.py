"""Management of users. Wagtail lets whoever may change a user make a superuser; this does not."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import CreateView, EditView, UserViewSet


class OnlySuperusersMakeSuperusers:
    """Mixin of a user form's view: the box stays as it is for everybody else."""

    request: HttpRequest

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        if not self.request.user.is_superuser and "is_superuser" in form.fields:
            form.fields["is_superuser"].disabled = True
        return form


class StaffCreateView(OnlySuperusersMakeSuperusers, CreateView):
    pass


class StaffEditView(OnlySuperusersMakeSuperusers, EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        reset = reset_second_factor_button(self.object, self.request.user)
        return [*super().header_more_buttons, *reset]


class StaffUserViewSet(UserViewSet):
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView


def refuse_to_touch_superusers(request: HttpRequest, users: list[Any]) -> None:
    """A superuser is edited, deleted or switched off by superusers alone."""
    if not request.user.is_superuser and any(user.is_superuser for user in users):
        raise PermissionDenied


def ask_for_an_own_password(request: HttpRequest, user: Any) -> None:
    """A password that somebody else typed in is changed at the next sign-in."""
    if request.POST.get("password1") and user != request.user:
        user.must_change_password = True
        user.save(update_fields=["must_change_password"])


def may_reset_second_factor(actor: Any, person: Any) -> bool:
    """Who may change users; a superuser's only a superuser; nobody their own: that one replaces,
    with a fresh code."""
    return (
        actor.has_perm("accounts.change_user")
        and (actor.is_superuser or not person.is_superuser)
        and actor.pk != person.pk
    )


def reset_second_factor_button(person: Any, actor: Any) -> list[Button]:
    if not may_reset_second_factor(actor, person):
        return []
    url = reverse("second_factor:reset", args=[person.pk])
    return [Button("Reset second factor", url=url, icon_name="key", priority=40)]
