"""On the dashboard: mail that needs somebody."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from wagtail.admin.ui.components import Component

from forms.outbox.models import Message, State

# A running worker takes what is due within seconds.
PATIENCE = timedelta(minutes=10)


class UnsentMail(Component):
    """How much mail could not be sent, and how much nobody sends (the worker does not run)."""

    name = "unsent_mail"
    template_name = "outbox/unsent.html"
    order = 90

    def __init__(self) -> None:
        late = Q(state=State.WAITING, due_at__lt=timezone.now() - PATIENCE)
        self.counts = Message.objects.aggregate(
            failed=Count("pk", filter=Q(state=State.FAILED)), late=Count("pk", filter=late)
        )

    @property
    def anything(self) -> bool:
        return any(self.counts.values())

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return self.counts
