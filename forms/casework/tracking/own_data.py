"""Everything that is held about an applicant's case, as they read it and as they take it away."""

import json
from typing import Any

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import get_language

from forms.casework.columns import columns_of
from forms.casework.models import Case, Registration
from forms.casework.registry import required
from forms.casework.tracking import story
from forms.engine.answers import Answer, answer_of, answers_of
from forms.engine.questions import QuestionForm
from forms.engine.steps import Step
from forms.engine.uploads.models import Upload


def answers(case: Case) -> list[Answer]:
    """The answers with their questions, in the visitor's language. Cases of the time before typed
    answers were kept show the desk's columns, in English."""
    if not case.answers:
        return [
            Answer("", column.heading, [text] if (text := column.text(case)) else [], False, "")
            for column in columns_of(case.service)
        ]
    return [
        answer
        for step in required(case.service).service.steps
        if step.slug in case.answers
        for answer in of_step(step, case.answers[step.slug])
    ]


def of_step(step: Step, typed: Any) -> list[Answer]:
    """As they were judged; what today's lists do not know any more, as it was typed."""
    form = step.form.of(typed)
    if form.is_valid():
        return answers_of(step.slug, form)
    return [as_typed(step.slug, form, name) for name in form.fields]


def as_typed(slug: str, form: QuestionForm, name: str) -> Answer:
    field: Any = form.fields[name]
    if name in form.cleaned_data:
        return answer_of(slug, field, form.cleaned_data[name])
    value = form[name].value()
    values = value if isinstance(value, list | tuple) else [value]
    texts = [str(one) for one in values if one]
    return Answer(slug, str(field.label), texts, field.left_to_right, "")


def files(case: Case) -> list[Upload]:
    return list(Upload.objects.filter(case_file__case=case.pk).order_by("case_file__pk"))


def consent(case: Case) -> list[str]:
    """What was agreed to, word for word, by paragraphs."""
    paragraphs = strip_tags(case.consent_text.replace("</p>", "</p>\n")).splitlines()
    return [line.strip() for line in [*paragraphs, case.retention_text] if line.strip()]


def as_table(case: Case, taken: list[Upload]) -> dict[str, Any]:
    """Everything, for a file that other programs read; keys in English, words as on the page."""
    return {
        "taken_at": stamp(timezone.now()),
        "language": get_language(),
        "service": {"code": case.service, "name": str(required(case.service).title)},
        "reference": case.reference,
        "status": {"code": case.status, "words": story.standing(case).title},
        "submitted_at": stamp(case.submitted_at),
        "decided_at": stamp(case.decided_at),
        "due_at": stamp(case.due_at),
        "written_in": case.language,
        "name": case.applicant_name,
        "cnic": case.cnic,
        "email": case.email,
        "mobile": case.phone,
        "region": case.region,
        "answers": [
            {"page": one.step, "question": one.label, "answer": one.values} for one in answers(case)
        ],
        "answers_as_typed": case.answers,
        "asked_by_officer": {"pages": case.returned_steps, "note": case.return_note},
        "consent": {
            "at": stamp(case.consented_at),
            "language": case.consent_language,
            "text": case.consent_text,
            "retention": case.retention_text,
        },
        "registration": of_registration(case.registration),
        "history": [
            {"at": stamp(one.at), "what": one.words, "note": one.note}
            for one in story.history(case)
        ],
        "files": [{"name": one.name, "type": one.content_type, "bytes": one.size} for one in taken],
    }


def of_registration(registration: Registration | None) -> dict[str, Any] | None:
    if registration is None:
        return None
    return {
        "number": registration.number,
        "name": registration.holder_name,
        "state": registration.state,
        "valid_from": registration.valid_from.isoformat(),
        "valid_until": registration.valid_until.isoformat(),
        "in_public_register": registration.in_public_register,
    }


def stamp(moment: Any) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None


def as_json(table: dict[str, Any]) -> bytes:
    return json.dumps(table, ensure_ascii=False, indent=2).encode()
