"""The way in: reference and e-mail address, then the code that was sent to that address.

Whether the two belong together is never told: the same answer, the same queries, a code in the
table either way. Only the mail differs, and it goes to the applicant alone.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from forms.casework.models import Case
from forms.casework.tracking import cookies, visits
from forms.casework.tracking.asking import EnterForm
from forms.casework.tracking.pages import page_and_form, page_only, see, shown
from forms.casework.tracking.visits import Visit
from forms.engine import codes, honeypot, limits
from forms.engine.encryption import lookup_hash
from forms.engine.questions import QuestionForm, typed_in

PURPOSE = "track"
# A button that shows the page in the other language, with what was typed.
ANOTHER_LANGUAGE = "another_language"


def register_recipient() -> None:
    codes.register_recipient(PURPOSE, recipient, gettext_lazy("see your application"))


def recipient(subject: str) -> str | None:
    """To whom the code of a visit goes; nobody where reference and address do not match."""
    visit = Visit.objects.live().with_case().filter(pk=subject).first()
    return visit.case.email if visit and visit.case else None


@page_and_form
def start(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return first_page(request, EnterForm())
    typed = typed_in(EnterForm, request.POST)
    if ANOTHER_LANGUAGE in request.POST:
        return first_page(request, EnterForm.unjudged(typed))
    form = EnterForm.of(typed)
    if not form.is_valid() or filled_by_a_program(request, form):
        return first_page(request, form, status=400)
    reference, email = form.cleaned_data["reference"], form.cleaned_data["email"]
    limits.check("track-visitor", limits.visitor(request))
    limits.check("track-reference", reference)
    response = see("track_code")
    cookies.remember(response, begin(reference, email))
    return response


def begin(reference: str, email: str) -> str:
    """A visit, with its case if the address is the applicant's; returns the visit's token."""
    case = Case.objects.of_identifier("email", email).filter(reference=reference).first()
    visit, token = visits.begin(case=case, email_hash=lookup_hash("email", email))
    send_code(visit)
    return token


def send_code(visit: Visit) -> None:
    codes.send(PURPOSE, str(visit.pk), email_hash=visit.email_hash, language=get_language() or "en")


def filled_by_a_program(request: HttpRequest, form: QuestionForm) -> bool:
    if not honeypot.filled(request.POST):
        return False
    form.add_error(
        None,
        _("A field that people do not see was filled in. Press the button again: it is empty now"),
    )
    return True


def first_page(request: HttpRequest, form: QuestionForm, status: int = 200) -> HttpResponse:
    response = shown(request, "start", {"form": form}, status=status)
    if request.method != "POST":
        del response.headers["X-Robots-Tag"]
    return response


@page_and_form
def code(request: HttpRequest) -> HttpResponse:
    """The second page. A visit that is open already, or over, goes on or ends at the case's page:
    a second click of the button does no harm."""
    visit = cookies.visit_of(request)
    if visit is None or visit.verified_at:
        return see("track_case")
    if request.method != "POST":
        return code_page(request, codes.CodeForm())
    typed = typed_in(codes.CodeForm, request.POST)
    if ANOTHER_LANGUAGE in request.POST:
        return code_page(request, codes.CodeForm.unjudged(typed))
    return judge(request, visit, codes.CodeForm.of(typed))


def judge(request: HttpRequest, visit: Visit, form: codes.CodeForm) -> HttpResponse:
    """The right code opens the visit under a new token, so that nobody else knows it."""
    if form.is_valid():
        if codes.check(PURPOSE, str(visit.pk), form.cleaned_data["code"]) and visit.case:
            response = see("track_case")
            cookies.remember(response, visit.open())
            return response
        form.add_error("code", codes.refusal(PURPOSE, str(visit.pk)))
    return code_page(request, form, status=400)


def code_page(request: HttpRequest, form: QuestionForm, status: int = 200) -> HttpResponse:
    return shown(request, "code", {"form": form}, status=status)


@page_and_form
def again(request: HttpRequest) -> HttpResponse:
    """Another code; the former one is worth nothing then."""
    visit = cookies.visit_of(request)
    if request.method == "POST" and visit and not visit.verified_at:
        limits.check("track-visitor", limits.visitor(request))
        send_code(visit)
        visit.touch()
        response = see("track_code")
        cookies.remember(response, request.COOKIES[cookies.COOKIE])
        return response
    return see("track_code")


@page_only
def no_access(request: HttpRequest) -> HttpResponse:
    """Who cannot read mail at that address any more: the way through an officer."""
    return shown(request, "no_access")
