"""A service's journey is data: steps in their order, and what happens at the end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from forms.engine.questions import QuestionForm

if TYPE_CHECKING:
    from forms.engine.submission import Submission

# Addresses below `apply/` that are no questions.
CHECK, DONE, NO_DRAFT, LEAVE, LEFT = "check", "done", "no-draft", "leave", "left"
RESERVED = frozenset({CHECK, DONE, NO_DRAFT, LEAVE, LEFT})


@dataclass(frozen=True)
class Step:
    """One question page: its address, its heading, its form."""

    slug: str
    title: Any
    form: type[QuestionForm]
    template: str = "form_engine/step.html"


@dataclass(frozen=True)
class Service:
    """What can be applied for. `submit` stores a case and returns its reference; it runs inside
    the transaction that spends the draft's one-time key."""

    code: str
    steps: tuple[Step, ...]
    submit: Callable[["Submission"], str]
    by_slug: dict[str, Step] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_slug = {step.slug: step for step in self.steps}
        if len(by_slug) != len(self.steps) or RESERVED & set(by_slug):
            raise ValueError(f"the steps of {self.code} need addresses of their own")
        object.__setattr__(self, "by_slug", by_slug)

    def before(self, step: Step) -> Step | None:
        place = self.steps.index(step)
        return self.steps[place - 1] if place else None

    def after(self, step: Step) -> Step | None:
        return next(iter(self.steps[self.steps.index(step) + 1 :]), None)
