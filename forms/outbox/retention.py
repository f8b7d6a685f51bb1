"""What is done is forgotten after a while; the ids in it lead nowhere by then."""

from datetime import timedelta

from django.utils import timezone

from forms.outbox import local
from forms.outbox.models import Message

KEPT = timedelta(days=90)


def remove_old() -> int:
    """Delete messages that ended so long ago, with their attempts, and the mail that is kept on
    this machine. Returns how many messages went."""
    moment = timezone.now() - KEPT
    local.remove_before(moment)
    _, removed = Message.objects.ended_before(moment).delete()
    return removed.get(Message._meta.label, 0)
