"""The files of a question page: adding, removing, and which of them are whose.

The ids of a page's files stand in its draft and nowhere in its form: what is sent as text under a
field's name is not read, so nobody can name another one's file. A file is stored before the rest of
the page is judged: an error elsewhere on the page loses none.
"""

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
    `stay` is the field one of whose buttons was pressed: the page is shown again."""

    ids: Typed = field(default_factory=dict)
    refusals: dict[str, list[ValidationError]] = field(default_factory=dict)
    stay: str = ""

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
    fields = upload_fields(step.form)
    if not fields:
        return Taken()
    removed, sent = request.POST.get(REMOVE, ""), request.FILES
    arrived, refusals = {}, {}
    for name, asked in fields.items():
        kept = [one for one in ids_of(draft, step, name) if one != removed]
        room = asked.max_files - len(kept)
        arrived[name], refusals[name] = arrive(sent.getlist(name), draft.pk, room)
    pressed = request.POST.get(ADD, "")
    if pressed in fields and pressed not in sent:
        refusals[pressed] = [words.refusal("choose")]
    if removed or any(arrived.values()):
        change(draft, step, arrived, removed)
    return Taken(
        ids={name: ids_of(draft, step, name) for name in fields},
        refusals={name: errors for name, errors in refusals.items() if errors},
        stay=pressed if pressed in fields else removed and next(iter(fields)),
    )


def ids_of(draft: Draft, step: Step, name: str) -> list[str]:
    return draft.typed(step.slug).get(name, [])


def change(draft: Draft, step: Step, arrived: dict[str, list[Upload]], removed: str) -> None:
    """Write the files' rows and the draft's list of them, in one transaction; `draft` follows."""
    with transaction.atomic():
        locked = drafts.lock(draft.pk)
        if locked.submitted:
            raise drafts.AlreadySubmitted
        for name, uploads in arrived.items():
            ids = ids_of(locked, step, name)
            if removed in ids:
                ids = [one for one in ids if one != removed]
                remove(locked, removed)
            locked.keep_files(step.slug, {name: ids + add(locked, step, name, ids, uploads)})
        locked.save(update_fields=["answers"])
    draft.answers = locked.answers


def remove(draft: Draft, uuid: str) -> None:
    """Delete the file. One that a case has stays with it until its answers are sent again."""
    Upload.objects.filter(pk=uuid, draft=draft).unclaimed().delete()


def add(draft: Draft, step: Step, name: str, ids: list[str], uploads: list[Upload]) -> list[str]:
    """Keep what is not there yet, as far as there is room: a second click adds nothing, and two
    windows together no more than one. Returns the new ids."""
    there = {(one.name, one.size) for one in Upload.objects.filter(pk__in=ids)} if uploads else {}
    room = upload_fields(step.form)[name].max_files - len(ids)
    new = [one for one in uploads if (one.name, one.size) not in there][:room]
    for upload in uploads:
        upload.draft = draft
        if upload not in new:
            storage.delete(upload.file)
    Upload.objects.bulk_create(new)
    return [str(one.pk) for one in new]


def uploads_of(service: Service, draft: Draft) -> models.QuerySet[Upload]:
    """The files that the draft's answers name, and that are its own; in a draft that answers a
    returned case, those too that the case has."""
    ids = [
        one
        for step in service.steps
        for name in upload_fields(step.form)
        for one in ids_of(draft, step, name)
    ]
    own = models.Q(draft=draft)
    if draft.reopens:
        own |= models.Q(claimed_at__isnull=False)
    return Upload.objects.filter(own, pk__in=ids)
