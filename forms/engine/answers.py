"""Answers as their giver reads them again, before and after they are sent."""

from dataclasses import dataclass
from typing import Any

from forms.engine.questions import QuestionForm


@dataclass(frozen=True)
class Answer:
    """One line of the summary. `values` is empty for what was left out."""

    step: str
    label: str
    values: list[str]
    left_to_right: bool
    caution: str


def answers_of(step: str, form: QuestionForm) -> list[Answer]:
    """The answers of a valid form. A field that its form calls void for this answer is left out."""
    return [
        answer_of(step, field, form.cleaned_data.get(name))
        for name, field in form.fields.items()
        if name not in form.void_fields()
    ]


def answer_of(step: str, field: Any, value: Any) -> Answer:
    given = value not in (None, "", [])
    texts = field.as_text(value) if given else []
    return Answer(
        step=step,
        label=str(field.label),
        values=texts if isinstance(texts, list) else [texts],
        left_to_right=field.left_to_right,
        caution=field.caution(value) if given else "",
    )
