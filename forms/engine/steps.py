"""A service's journey is data: steps in their order, and what happens at the end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from forms.engine.questions import QuestionForm

if TYPE_CHECKING:
    from forms.engine.submission import Submission

# Addresses below `apply/` that are no questions.
CHECK, VERIFY, DONE = "check", "verify", "done"
SAVE, SAVED, RESUME, UNLOCK = "save", "saved", "resume", "unlock"
LEAVE, LEFT, CLEAR, CLEARED, NO_DRAFT = "leave", "left", "clear", "cleared", "no-draft"
RESERVED = frozenset({
    CHECK, VERIFY, DONE, SAVE, SAVED, RESUME, UNLOCK, LEAVE, LEFT, CLEAR, CLEARED, NO_DRAFT,
})  # fmt: skip
CONSENT = "consent"  # the field by which a page asks for consent


@dataclass(frozen=True)
class Step:
    """One question page: its address, its heading, its form."""

    slug: str
    title: Any
    form: type[QuestionForm]
    template: str = "form_engine/step.html"

    @property
    def asks_consent(self) -> bool:
        return CONSENT in self.form.base_fields


@dataclass(frozen=True)
class Service:
    """What can be applied for. `submit` stores a case and returns its reference; it runs inside
    the transaction that spends the draft's one-time key."""

    code: str
    steps: tuple[Step, ...]
    submit: Callable[["Submission"], str]
    # The step and field of the e-mail address that is proven before anything is submitted.
    email: tuple[str, str] = ("contact", "email")
    by_slug: dict[str, Step] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_slug = {step.slug: step for step in self.steps}
        if len(by_slug) != len(self.steps) or RESERVED & set(by_slug):
            raise ValueError(f"the steps of {self.code} need addresses of their own")
        object.__setattr__(self, "by_slug", by_slug)

    @property
    def consent_step(self) -> Step | None:
        return next((step for step in self.steps if step.asks_consent), None)
