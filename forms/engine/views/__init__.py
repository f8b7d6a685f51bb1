"""The pages below a start page: questions, summary, confirmation. Never cached, no script needed.

| status | when |
|---|---|
| 303 | every accepted POST, so that a reload sends nothing twice; a page whose turn it is not |
| 400 | a refused answer: the page again, with what was typed and what to do |
| 403 | a POST outside the form's dates (a GET is led to the start page, which says so) |
| 404 | no such question; a link that leads to no draft (any more) |
| 405 | neither GET, HEAD nor POST |
| 413 | answers that are too long together: the page again, nothing lost |
| 429 | a draft that may not be begun now (`gate`), a code or link too many (`limits`) |

A body that is too large (413) or lacks the CSRF token (403) is refused before it comes here.
"""

from forms.engine.views.checking import check
from forms.engine.views.ending import clear, cleared, closed, done, leave, left, no_draft
from forms.engine.views.questions import begin, step
from forms.engine.views.resuming import ask_for_link, resume
from forms.engine.views.saving import save, saved
from forms.engine.views.unlocking import unlock
from forms.engine.views.verifying import verify

__all__ = [
    "ask_for_link",
    "begin",
    "check",
    "clear",
    "cleared",
    "closed",
    "done",
    "leave",
    "left",
    "no_draft",
    "resume",
    "save",
    "saved",
    "step",
    "unlock",
    "verify",
]
