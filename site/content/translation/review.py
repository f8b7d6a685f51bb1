"""A translator who may not publish hands the translation to the publishers' review."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation

from content.translation import memory


def may_be_submitted(page: Any, user: Any) -> bool:
    """Whether a page has a review to go to, and is not in it already."""
    return isinstance(page, Page) and page.permissions_for_user(user).can_submit_for_moderation()


@require_POST
def submit_for_review(request: HttpRequest, translation: Translation, page: Any) -> HttpResponse:
    """Make a draft of the translation as it stands, and start (or resume) the review of it."""
    editor = redirect("wagtailadmin_pages:edit", page.pk)
    missing = memory.untranslated(translation).count()
    if missing:
        messages.error(request, f"Not submitted. Texts that have no translation yet: {missing}.")
    elif not may_be_submitted(page, request.user):
        messages.error(request, "Not submitted: this page is being reviewed already, or is locked.")
    else:
        start_review(draft_of(translation, request.user), request.user)
        messages.success(request, f"“{page.get_admin_display_title()}” was submitted for review.")
    return editor


def draft_of(translation: Translation, user: Any) -> Any:
    """Save the translation as a new revision. What is published stays as it is."""
    page = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    page.save_revision(user=user, log_action=True)
    return page


def start_review(page: Any, user: Any) -> None:
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        page.get_workflow().start(page, user)
