"""Where a visitor stands: the page, the draft, and which question comes next."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language

from content import stamp
from forms.engine import drafts, services
from forms.engine.models import Draft
from forms.engine.steps import CHECK, UNLOCK, Service, Step


class Journey:
    """One request on the way through a service."""

    def __init__(self, page: Any, request: HttpRequest) -> None:
        self.page = page
        self.request = request
        self.service: Service = page.service
        self.language: str = get_language() or "en"
        self.draft: Draft | None = drafts.find(request, self.service.code)

    @cached_property
    def start_url(self) -> str:
        return services.address(self.page)

    def url(self, name: str = "", language: str = "") -> str:
        """The address of a question or of one of `steps.RESERVED`; slugs are equal in languages."""
        address = f"{self.start_url}apply/{name}/" if name else f"{self.start_url}apply/"
        return f"/{language}/{address.split('/', 2)[2]}" if language else address

    @property
    def cookie_paths(self) -> list[str]:
        return [self.url(language=code) for code, _ in settings.LANGUAGES]

    @cached_property
    def other_languages(self) -> list[str]:
        """Languages, beside this one, in which the form is there."""
        live = stamp.remembered(f"form.languages.{self.page.translation_key}", self._live_languages)
        return [code for code in live if code != self.language]

    def _live_languages(self) -> list[str]:
        pages = self.page.get_translations(inclusive=True).live()
        return list(pages.values_list("locale__language_code", flat=True))

    @property
    def open_draft(self) -> Draft | None:
        """The draft, unless it has become a case."""
        return None if self.draft is None or self.draft.submitted else self.draft

    @property
    def locked(self) -> bool:
        """Whether a code is asked for before anything of the draft is shown."""
        draft = self.open_draft
        return draft is not None and draft.locked

    @property
    def steps(self) -> list[Step]:
        """The questions that are open: all of them, or the marked ones of a returned case."""
        asked = self.open_draft.open_steps if self.open_draft else []
        return [step for step in self.service.steps if not asked or step.slug in asked]

    @property
    def first_unanswered(self) -> Step | None:
        draft = self.open_draft
        if draft is None:
            return self.service.steps[0]
        return next((step for step in self.steps if not draft.answered(step.slug)), None)

    @property
    def resume_url(self) -> str:
        """The first question without an answer, or the summary."""
        step = self.first_unanswered
        return self.url(step.slug if step else CHECK)

    def unlock_url(self, name: str = "", language: str = "") -> str:
        """Where a code is asked for; afterwards the visitor goes on to `name`."""
        return self.url(UNLOCK, language) + (f"?to={name}" if name else "")

    def may_open(self, step: Step) -> bool:
        """Whether the question is open, and every one before it is answered."""
        waiting, order = self.first_unanswered, self.steps
        if step not in order:
            return False
        return waiting is None or order.index(step) <= order.index(waiting)

    def back_url(self, step: Step, changing: bool) -> str:
        place = self.steps.index(step)
        if changing:
            return self.url(CHECK)
        return self.url(self.steps[place - 1].slug) if place else self.start_url

    def next_url(self, step: Step, changing: bool) -> str:
        """After an accepted answer: on to the next question, or back to the summary."""
        if changing and self.first_unanswered is None:
            return self.url(CHECK)
        after = self.steps[self.steps.index(step) + 1 :]
        return self.url(after[0].slug) if after else self.resume_url

    def progress(self, step: Step) -> dict[str, Any]:
        number, total = self.steps.index(step) + 1, len(self.steps)
        return {"number": number, "total": total, "bars": [n < number for n in range(total)]}
