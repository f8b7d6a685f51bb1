"""Links by which a draft is taken up in another browser: minted when the mail is sent, consumed by
a POST, once. With the first that is used all of the draft's links end."""

import secrets

from django.db import transaction
from django.utils import timezone

from forms.engine import drafts
from forms.engine.encryption import lookup_hash
from forms.engine.models import Draft, ResumeLink


def mint(draft: Draft) -> str:
    """A new link's token; expects the row to be locked, so that no link outlives its address."""
    token = secrets.token_urlsafe(drafts.TOKEN_BYTES)
    ResumeLink.objects.create(token_hash=drafts.token_hash(token), draft=draft)
    return token


def find(token: str, service: str) -> ResumeLink | None:
    """The link, if it can be used now; looking changes nothing."""
    if len(token) > drafts.LONGEST_TOKEN:
        return None
    usable = ResumeLink.objects.usable().filter(draft__service=service)
    return usable.filter(token_hash=drafts.token_hash(token)).first()


def belongs_to(token: str, draft: Draft | None) -> bool:
    """Whether the link, used or not, leads to this draft."""
    if draft is None or len(token) > drafts.LONGEST_TOKEN:
        return False
    return draft.links.filter(token_hash=drafts.token_hash(token)).exists()


def consume(link: ResumeLink) -> str | None:
    """Take the draft up: returns the token for this browser, which ends that of the former one.
    None if the link was used meanwhile. Who reads the mail has the address: it is proven."""
    with transaction.atomic():
        draft = Draft.objects.unfinished().select_for_update().filter(pk=link.draft_id).first()
        now = timezone.now()
        mine = draft.links.filter(used_at=None) if draft else None
        if draft is None or mine is None or not mine.filter(pk=link.pk).exists():
            return None
        mine.update(used_at=now)
        token = drafts.new_token(draft)
        draft.seen_at = now
        draft.verified_hash = lookup_hash("email", draft.email)
        draft.save()
    return token
