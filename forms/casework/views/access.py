"""Who may open a page of the desk: whoever has the right that the view names, and nobody else."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

VIEW, PROCESS, DECIDE, REVEAL, EXPORT, AUDIT, REGISTRATIONS = (
    f"casework.{codename}"
    for codename in (
        "view_case", "process_case", "decide_case", "reveal_case", "export_case", "view_audit",
        "view_registration",
    )
)  # fmt: skip


class Restricted:
    """First mixin of every view of the desk."""

    needs = VIEW

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require(request.user, self.needs)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


def require(user: Any, permission: str) -> None:
    """Raises PermissionDenied."""
    if not user.has_perm(permission):
        raise PermissionDenied
