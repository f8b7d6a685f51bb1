"""The files of a question page: adding, removing, and which of them are whose.

The ids of a page's files stand in its draft and nowhere in its form: what is sent as text under a
field's name is not read, so nobody can name another one's file. A file is stored before the rest of
the page is judged: an error elsewhere on the page loses none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest

from forms.engine import drafts
from forms.engine.fields.uploads import ADD, REMOVE, UploadField
from forms.engine.models import Draft, Upload
from forms.engine.questions import QuestionForm, Typed
from forms.engine.steps import Service, Step
from forms.engine.uploads import storage, words
from forms.engine.uploads.arriving import arrive


@dataclass
class Taken:
    """What became of a page's files: `ids` by field, for the form, and refusals for its reader.
    `stay`: a button of such a field was pressed, so the page is shown again."""

    ids: Typed = field(default_factory=dict)
    refusals: dict[str, list[ValidationError]] = field(default_factory=dict)
    stay: bool = False

    def refuse(self, name: str, *errors: ValidationError) -> None:
        if errors:
            self.refusals.setdefault(name, []).extend(errors)

    def form(self, form: type[QuestionForm], typed: Typed) -> QuestionForm:
        """The page's form with its files, judged; what was refused of them is an error of it."""
        return self._told(form.of(typed | self.ids))

    def quiet_form(self, form: type[QuestionForm], typed: Typed) -> QuestionForm:
        """The same after a press on a button of the field: nothing else is judged yet."""
        return self._told(form.unjudged(typed | self.ids))

    def _told(self, form: QuestionForm) -> QuestionForm:
        for name, errors in self.refusals.items():
            form.add_error(name, ValidationError(errors))
        return form


def upload_fields(form: type[QuestionForm]) -> dict[str, UploadField]:
    found: dict[str, Any] = form.base_fields
    return {name: field for name, field in found.items() if isinstance(field, UploadField)}


def take(draft: Draft, step: Step, request: HttpRequest) -> Taken:
    """Store what came with the page, remove what its button names. `draft` must be in the database.

    Raises AlreadySubmitted, and Draft.DoesNotExist if it was deleted meanwhile.
    """
    fields, removed = upload_fields(step.form), request.POST.get(REMOVE, "")
    taken = Taken(stay=bool(removed and fields))
    arrived = {name: arrivals(draft, step, name, request, taken) for name in fields}
    if any(arrived.values()) or any(ids_of(draft, step, name) for name in fields):
        for name in change(draft, step, arrived, removed):
            taken.refuse(name, words.too_many(fields[name].max_files))
    taken.ids = {name: ids_of(draft, step, name) for name in fields}
    return taken


def arrivals(
    draft: Draft, step: Step, name: str, request: HttpRequest, taken: Taken
) -> list[Upload]:
    """The files that came for one field, as far as there is room; what is too much is not even
    looked at."""
    files, most = request.FILES.getlist(name), upload_fields(step.form)[name].max_files
    room = most - len(present(ids_of(draft, step, name), request.POST.get(REMOVE, "")))
    arrived, refused = arrive(files[:room], draft.pk)
    if len(files) > room:
        refused.append(words.too_many(most))
    if request.POST.get(ADD) == name:
        taken.stay = True
        refused += [] if files else [words.refusal("choose")]
    taken.refuse(name, *refused)
    return arrived


def ids_of(draft: Draft, step: Step, name: str) -> list[str]:
    return draft.typed(step.slug).get(name, [])


def present(ids: list[str], removed: str) -> list[str]:
    """The ids whose files are there, but for the removed one."""
    there = Upload.objects.filter(pk__in=ids).values_list("pk", flat=True) if ids else ()
    known = {str(one) for one in there} - {removed}
    return [one for one in ids if one in known]


def change(draft: Draft, step: Step, arrived: dict[str, list[Upload]], removed: str) -> list[str]:
    """Write the files' rows and the draft's list of them, in one transaction; `draft` follows.
    Returns the fields that had no room for all, since another window has filled them meanwhile."""
    full = []
    with transaction.atomic():
        locked = drafts.lock(draft.pk)
        if locked.submitted:
            raise drafts.AlreadySubmitted
        for name, asked in upload_fields(step.form).items():
            before = ids_of(locked, step, name)
            if removed in before:
                remove(locked, removed)
            ids = present(before, removed)
            new = unlike(arrived[name], ids)
            room = asked.max_files - len(ids)
            add(locked, new[:room], unwanted=[*new[room:], *set(arrived[name]).difference(new)])
            locked.keep_files(step.slug, {name: ids + [str(one.pk) for one in new[:room]]})
            full += [name] if len(new) > room else []
        locked.save(update_fields=["answers"])
    draft.answers = locked.answers
    return full


def remove(draft: Draft, uuid: str) -> None:
    """Delete the file. One that a case has stays with it until its answers are sent again."""
    Upload.objects.filter(pk=uuid, draft=draft).unclaimed().delete()


def unlike(arrived: list[Upload], ids: list[str]) -> list[Upload]:
    """Those that are not there yet: a second click adds nothing."""
    there = {(one.name, one.size) for one in Upload.objects.filter(pk__in=ids)} if arrived else {}
    return [one for one in arrived if (one.name, one.size) not in there]


def add(draft: Draft, uploads: list[Upload], unwanted: Iterable[Upload]) -> None:
    for upload in uploads:
        upload.draft = draft
    Upload.objects.bulk_create(uploads)
    for upload in unwanted:
        storage.delete(upload.file)


def uploads_of(service: Service, draft: Draft) -> models.QuerySet[Upload]:
    """The files that the draft's answers name, and that are its own; in a draft that answers a
    returned case, those too that the case has."""
    ids = [
        one
        for step in service.steps
        for name in upload_fields(step.form)
        for one in ids_of(draft, step, name)
    ]
    if not ids:
        return Upload.objects.none()
    own = models.Q(draft=draft)
    if draft.reopens:
        own |= models.Q(claimed_at__isnull=False)
    return Upload.objects.filter(own, pk__in=ids)
