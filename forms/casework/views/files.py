"""Opening a file that an applicant has sent. It is personal data as a whole: it opens from the
revealed page only, under the reason that was given there, and each time is an event."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from forms.casework.events import CaseEvent, Kind
from forms.casework.staff_forms import RevealForm
from forms.casework.views.access import REVEAL
from forms.casework.views.case import CaseAction
from forms.engine.uploads import serving

# A PDF in a sandbox is not shown by browsers: it is saved, pictures are looked at.
LOOKED_AT = frozenset({"image/jpeg", "image/png"})


class FileView(CaseAction):
    needs = REVEAL

    def post(self, request: HttpRequest, pk: int, file: UUID) -> HttpResponse:
        case = self.found()
        found = case.files.select_related("upload").filter(upload=file).first()
        if found is None:
            raise Http404("no such file")
        form = RevealForm(case, request.POST)
        if not form.is_valid():
            return self.refused(case, form)
        upload = found.upload
        answer = serving.response(upload, inline=upload.content_type in LOOKED_AT)
        CaseEvent.objects.create(
            case=case, kind=Kind.FILE_OPENED, actor_id=request.user.pk, note=form.said,
            why=upload.content_type,
        )  # fmt: skip
        return answer
