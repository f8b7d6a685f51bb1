"""What the translation editor shows beside wagtail-localize's own: state, review, no aliases."""

import json
from typing import Any

from django import template
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from content.translation import memory
from content.translation.review import may_be_submitted
from content.translation.rights import locked_for, may_publish

register = template.Library()


@register.simple_tag
def translation_state(translation: Translation, instance: Any, user: Any) -> dict[str, Any]:
    """How far a translation is, and what this person may do about its review."""
    return {
        "missing": memory.untranslated(translation).count(),
        "outdated": memory.outdated(translation),
        "stale_since": getattr(instance, "stale_since", None),
        "may_publish": may_publish(user, instance),
        "may_submit": not may_publish(user, instance) and may_be_submitted(instance, user),
        "task": getattr(instance, "current_workflow_task_state", None),
        "actions": review_actions(instance, user),
    }


def review_actions(instance: Any, user: Any) -> list[dict[str, Any]]:
    """What a reviewer may do with the page's current task: name, label, address, needs a form."""
    task = instance.current_workflow_task if isinstance(instance, Page) else None
    if task is None:
        return []
    state = instance.current_workflow_task_state
    view = "wagtailadmin_pages:workflow_action"
    return [
        {
            "label": label,
            "first": name == "approve",
            "needs_form": needs_form,
            "url": reverse(view, args=[instance.pk, name, state.pk]),
        }
        for name, label, needs_form in task.get_actions(instance, user)
    ]


@register.simple_tag
def editor_properties(properties: str, instance: Any, user: Any) -> str:
    """wagtail-localize's own properties of its editor, without the way to an alias; locked while
    somebody's lock, or a review, keeps this person out."""
    data = json.loads(properties)
    data["links"]["convertToAliasUrl"] = None
    data["object"]["isLocked"] = locked_for(user, instance)
    return json.dumps(data)


@register.simple_tag
def chooser_addresses() -> dict[str, str]:
    return {
        "imageChooser": reverse("wagtailimages_chooser:choose"),
        "documentChooser": reverse("wagtaildocs_chooser:choose"),
        "pageChooser": reverse("wagtailadmin_choose_page"),
    }
