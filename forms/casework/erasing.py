"""Removing a case for good, at its applicant's wish or when its time is over."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from forms.casework.events import CaseEvent, Kind
from forms.casework.models import Case
from forms.engine.models import Draft
from forms.engine.uploads.models import Upload


def erase(case: Case, why: str, *, actor: Any = None) -> bool:
    """Delete the case with everything that hangs on it; False if somebody has done so already.
    What stays is an event without a case: when, by whom, which service, why.

    Events go last: the database lets them go only when their case is gone (see `guards`).
    """
    with transaction.atomic():
        if not Case.objects.select_for_update().filter(pk=case.pk).values_list("pk").first():
            return False
        Upload.objects.filter(case_file__case=case.pk).delete()
        Draft.objects.filter(reopens=case.reference).delete()
        Draft.objects.filter(reference=case.reference).delete()
        remove_rows(case, hanging_on_cases())
        Case.objects.filter(duplicate_of=case.pk).update(duplicate_of=None)
        Case.objects.filter(pk=case.pk)._raw_delete(case._state.db or "default")
        CaseEvent.objects.filter(case_id=case.pk)._raw_delete(case._state.db or "default")
        CaseEvent.objects.create(kind=Kind.ERASED, actor=actor, why=f"{case.service}: {why}")
    return True


def clear(case: Case) -> None:
    """Remove what the service has stored of its own, and let go of the files: both come anew."""
    Upload.objects.filter(case_file__case=case.pk).release()
    case.files.all().delete()  # type: ignore[attr-defined]
    own = [one for one in hanging_on_cases() if one.field.primary_key]
    remove_rows(case, own)


def remove_rows(case: Case, relations: Iterable[Any]) -> None:
    for relation in relations:
        relation.related_model._default_manager.filter(**{relation.field.name: case.pk}).delete()


def hanging_on_cases() -> list[Any]:
    """Relations whose rows belong to one case (a service's own table is tied to it by its primary
    key); its events are another matter."""
    return [
        relation
        for relation in Case._meta.related_objects
        if relation.on_delete is models.CASCADE and relation.related_model is not CaseEvent
    ]
