"""A page on which one answer decides which further fields count."""

from typing import Any, ClassVar

from crispy_forms.layout import Div

from forms.engine.questions import QuestionForm


class BranchingForm(QuestionForm):
    """`branches` names, for a field, the choice that decides about it and the answer that needs it.

    Such a field is `required=False` and says in `error_messages["required"]` what to do. Filling in
    one branch alone is answer enough; what stands in a branch that was not chosen is not looked at.
    Browsers that can (CSS `:has()`) show a branch when it is chosen; the others show all of them.
    """

    branches: ClassVar[dict[str, tuple[str, str]]] = {}

    def clean(self) -> dict[str, Any]:
        super().clean()
        for decider in {decider for decider, _ in self.branches.values()}:
            self._guess(decider)
        for name, (decider, answer) in self.branches.items():
            self._follow(name, self.cleaned_data.get(decider), answer)
        return self.cleaned_data

    def _guess(self, decider: str) -> None:
        """Take the one branch that was filled in for the answer that was not given."""
        given = {
            answer
            for name, (which, answer) in self.branches.items()
            if which == decider and (self.cleaned_data.get(name) or name in self.errors)
        }
        if not self[decider].data and len(given) == 1:
            self.errors.pop(decider, None)
            self.cleaned_data[decider] = given.pop()

    def _follow(self, name: str, chosen: str | None, answer: str) -> None:
        if chosen is None:  # the choice itself is asked for
            return
        if chosen != answer:
            self.errors.pop(name, None)
            self.cleaned_data[name] = ""
        elif not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, self.fields[name].error_messages["required"])

    @property
    def needed_sometimes(self) -> set[str]:
        return super().needed_sometimes | set(self.branches)

    def void_fields(self) -> set[str]:
        not_chosen = {
            name
            for name, (decider, answer) in self.branches.items()
            if self.cleaned_data.get(decider) != answer
        }
        return super().void_fields() | not_chosen

    def _layout(self) -> list[Any]:
        return [
            Div(part, css_class=f"branch-{self._place(part)}") if part in self.branches else part
            for part in super()._layout()
        ]

    def _place(self, name: str) -> int:
        """The place of the answer that the field belongs to, from 1: the stylesheet counts too."""
        decider, answer = self.branches[name]
        choices: Any = self.fields[decider]
        return [code for code, _ in choices.choices].index(answer) + 1
