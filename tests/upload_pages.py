"""A service with a page that asks for files, and the hands of its visitors."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from forms.engine import fields
from forms.engine.models import Draft, Upload
from forms.engine.questions import QuestionForm
from forms.engine.steps import Service, Step
from forms.internships.journey import INTERNSHIPS


class PapersForm(QuestionForm):
    title = fields.TextField(label="Title", error_messages={"required": "Write a title"})
    papers = fields.UploadField(label="Papers", required=False)
    photo = fields.UploadField(label="Photo", required=False, max_files=1)


PAPERS = Step("papers", "Your papers", PapersForm)
WITH_PAPERS = Service(
    code=INTERNSHIPS.code,
    steps=(*INTERNSHIPS.steps[:-1], PAPERS, INTERNSHIPS.steps[-1]),
    submit=INTERNSHIPS.submit,
)


def file(content, name="scan.pdf", content_type="application/octet-stream"):
    return SimpleUploadedFile(name, content, content_type)


def send(visitor, *files, title="Diploma", **more):
    return visitor.send("papers", {"title": title, "papers": list(files)}, **more)


def upload(visitor, *files, **more):
    return send(visitor, *files, **{"add-file": "papers"}, **more)


def names():
    return [one.name for one in Upload.objects.all()]


def draft_of(visitor):
    return Draft.objects.get(pk=visitor.draft_id)


def errors_in(response):
    return re.findall(r'<a href="#id_\w+">([^<]+)</a>', response.content.decode())


def link(visitor, row):
    return f"/{visitor.language}/internships/apply/file/{row.pk}/"


def answer_everything(visitor, *files):
    send(visitor, *files)
    assert visitor.send("consent").status_code == 303
