"""The form as visitors meet it: lists, start page in both languages, a browser without script."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import settings as hypothesis_settings
from wagtail.models import Locale

from accounts.models import User
from content import stamp
from forms.engine import consent, drafts
from forms.engine.encryption import lookup_hash
from forms.engine.models import Draft
from forms.engine.references import ALPHABET
from forms.internships.models import Degree, InternshipField, InternshipsPage, University
from forms.lists.models import City, Skill, SkillGroup
from forms.outbox.testing import deliver
from home.models import HomePage
from programs.rows import Region
from tests.second_factor import verify_if_needed

# A busy machine is slow, not wrong.
hypothesis_settings.register_profile("forms", deadline=None)
hypothesis_settings.load_profile("forms")

ANSWERS: dict[str, dict[str, Any]] = {
    "contact": {"email": "ayesha@example.com", "mobile": "0300 1234567"},
    "name": {"full_name": "Ayesha Siddiqui"},
    "cnic": {"cnic": "35202-1234567-1"},
    "studies": {
        "university": "nust",
        "university_other": "",
        "degree": "bs-cs",
        "degree_other": "",
        "graduation_month": "6",
        "graduation_year": str(timezone.localdate().year),
        "cgpa": "3.25",
    },
    "skills": {"skills": ["python", "sql"]},
    "fields": {"fields_of_work": ["software"]},
    "cities": {"cities": ["lahore", "karachi"]},
    "availability": {
        "start_month": "9",
        "start_year": str(timezone.localdate().year + 1),
        "hours": "full-time",
    },
    "about": {"motivation": "میں سافٹ ویئر سیکھنا چاہتی ہوں۔", "cv_link": "example.com/cv"},
    "consent": {"consent": "on"},
}
STEPS = list(ANSWERS)
CODE = re.compile(f"[{ALPHABET}]{{6}}")


def row(model: type[Any], code: str, english: str, urdu: str, **more: Any) -> Any:
    return model.objects.create(code=code, name_en=english, name_ur=urdu, **more)


def make_lists() -> None:
    punjab = row(Region, "PK-PB", "Punjab", "پنجاب", position=1)
    sindh = row(Region, "PK-SD", "Sindh", "سندھ", position=2)
    row(University, "nust", "NUST, Islamabad", "نسٹ، اسلام آباد", region=punjab)
    row(University, "ned", "NED University, Karachi", "این ای ڈی یونیورسٹی، کراچی", region=sindh)
    row(Degree, "bs-cs", "BS Computer Science", "بی ایس کمپیوٹر سائنس")
    row(Degree, "other", "Another degree", "کوئی اور ڈگری")
    technology = row(SkillGroup, "tech", "Software and technology", "سافٹ ویئر اور ٹیکنالوجی")
    row(Skill, "python", "Python", "پائتھن", group=technology)
    row(Skill, "sql", "Databases", "ڈیٹا بیس", group=technology)
    row(InternshipField, "software", "Software development", "سافٹ ویئر کی تیاری")
    row(City, "lahore", "Lahore", "لاہور", region=punjab)
    row(City, "karachi", "Karachi", "کراچی", region=sindh)


def make_pages(**dates: Any) -> InternshipsPage:
    """The start page in English and in Urdu."""
    page = InternshipsPage(
        title="Internships",
        slug="internships",
        summary="Tell us once.",
        consent="<p>Your answers are used to find internships.</p>",
        confirmation="<p>A case officer reads your entry.</p>",
        retention="Kept for one year.",
        **dates,
    )
    HomePage.objects.get(locale__language_code="en").add_child(instance=page)
    urdu = page.copy_for_translation(Locale.objects.get(language_code="ur"))
    urdu.title, urdu.summary = "انٹرن شپ", "ایک بار بتا دیں۔"
    urdu.consent = "<p>آپ کے جواب انٹرن شپ ڈھونڈنے میں استعمال ہوتے ہیں۔</p>"
    urdu.confirmation, urdu.retention = "<p>متعلقہ اہلکار پڑھے گا۔</p>", "ایک سال تک۔"
    urdu.save_revision().publish()
    return page


class Visitor:
    """A browser without script: it fills the form that it was shown and presses a button.
    Another service is walked by a subclass with another `slug`, `answers` and page."""

    slug = service = "internships"
    answers = ANSWERS
    page_type: type[Any] = InternshipsPage

    def __init__(self, language: str = "en") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.language = language

    def address(self, name: str = "") -> str:
        step = f"{name}/" if name else ""
        return f"/{self.language}/{self.slug}/apply/{step}"

    def get(self, name: str = "", query: str = "") -> Any:
        return self.client.get(self.address(name) + query)

    def send(
        self, name: str, answers: dict[str, Any] | None = None, query: str = "", **more: Any
    ) -> Any:
        """Open the page and send its form, hidden fields included."""
        shown = self.client.get(self.address(name) + query)
        data = hidden_fields(shown) | (self.answers.get(name, {}) if answers is None else answers)
        return self.client.post(self.address(name) + query, data | more)

    def answer_until(self, last: str) -> None:
        """Have everything answered up to there, without walking the whole way each time."""
        draft, token = drafts.begin(self.service, self.language)
        steps = list(self.answers)
        for name in steps[: steps.index(last) + 1]:
            typed = {key: [given] if isinstance(given, str) else given
                     for key, given in self.answers[name].items()}  # fmt: skip
            email = "" if name != "contact" else str(self.answers["contact"]["email"])
            draft.keep(name, typed, complete=True, language=self.language, email=email)
        if last == "consent":
            draft.consent = consent.given(consent.present(self.page, self.language))
        draft.save()
        self.carry(token)

    def carry(self, token: str) -> None:
        """Have the cookie of that draft, and no other, as if a page had set it."""
        self.lose_cookie()
        response = HttpResponse()
        paths = [f"/{language}/internships/apply/" for language in ("en", "ur")]
        drafts.remember(response, token, paths, "internships")
        self.client.cookies.update(response.cookies)

    def lose_cookie(self) -> None:
        for key in [key for key in self.client.cookies if key.startswith(drafts.COOKIE)]:
            del self.client.cookies[key]

    @property
    def token(self) -> str:
        """The way to the draft that this browser carries; empty without one."""
        found = [one.value for one in self.client.cookies.values() if one.key == drafts.COOKIE]
        return found[0] if found else ""

    def answer_all(self) -> None:
        self.answer_until(list(self.answers)[-1])

    def prove(self) -> None:
        """As if the code had been typed."""
        proven = lookup_hash("email", self.answers["contact"]["email"])
        mine = Draft.objects.filter(token_hash=drafts.token_hash(self.token))
        assert mine.update(verified_hash=proven)

    def walk(self) -> None:
        """Answer page by page, as people do."""
        for name in self.answers:
            assert self.send(name).status_code == 303, name

    @property
    def page(self) -> Any:
        return self.page_type.objects.get(locale__language_code=self.language)

    def submit(self) -> Any:
        """Press the button, and type the code from the mail if it is asked for."""
        response = self.send("check", {})
        if response["Location"] == self.address("verify"):
            response = self.send("verify", {"code": self.mailed_code()})
        return response

    def mailed_code(self) -> str:
        """The code of the newest mail that waits."""
        return code_in(self.mail()[-1])

    @staticmethod
    def mail() -> list[EmailMessage]:
        """Everything that arrives now."""
        return deliver()

    def register(self) -> str:
        """The whole way; returns the reference number that the confirmation shows."""
        self.walk()
        assert self.submit()["Location"].endswith("/apply/done/")
        return reference_in(self.get("done"))


def code_in(mail: EmailMessage) -> str:
    """The six characters that stand alone in a line."""
    return next(line for line in mail.body.splitlines() if CODE.fullmatch(line))


class _Hidden(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden":
            self.found[str(given["name"])] = given.get("value") or ""


def hidden_fields(response: Any) -> dict[str, str]:
    parser = _Hidden()
    parser.feed(response.content.decode())
    return parser.found


def reference_in(response: Any) -> str:
    text = response.content.decode()
    return text.split('class="reference">')[1].split("<")[0]


@pytest.fixture(autouse=True)
def fresh_memory(settings: Any) -> Iterator[None]:
    """What the process keeps of content must not outlive a test's rolled-back rows."""
    settings.STAMP_SECONDS = 0
    stamp.forget()
    yield
    stamp.forget()


@pytest.fixture
def start_page(db: None) -> InternshipsPage:
    """An open form."""
    make_lists()
    return make_pages()


@pytest.fixture
def dated_page(db: None) -> Callable[..., InternshipsPage]:
    """A form that opens and closes so many days from today."""

    def make(opens: int | None = None, closes: int | None = None) -> InternshipsPage:
        make_lists()
        today = timezone.localdate()
        return make_pages(
            opens_at=None if opens is None else today + timedelta(days=opens),
            closes_at=None if closes is None else today + timedelta(days=closes),
        )

    return make


@pytest.fixture
def visitor(start_page: InternshipsPage) -> Visitor:
    return Visitor()


@pytest.fixture(params=["en", "ur"])
def both(request: pytest.FixtureRequest, start_page: InternshipsPage) -> Visitor:
    """A visitor in each language."""
    return Visitor(request.param)


@pytest.fixture
def answers() -> dict[str, dict[str, Any]]:
    return {name: dict(given) for name, given in ANSWERS.items()}


@pytest.fixture
def staff(db: None) -> Callable[..., Client]:
    """A signed-in member of staff with these roles."""

    def make(*roles: str, **fields: Any) -> Client:
        from django.contrib.auth.models import Group

        name = "-".join(roles) or "nobody"
        user = User.objects.create_user(name, f"{len(name)}@example.org", "x", **fields)
        user.groups.set(Group.objects.filter(name__in=roles))
        client = Client()
        client.force_login(user)
        verify_if_needed(client, user)
        return client

    return make


@pytest.fixture
def new_visitor(start_page: InternshipsPage) -> type[Visitor]:
    return Visitor


@pytest.fixture
def new_visitor_alone() -> type[Visitor]:
    """For tests that make their own start page."""
    return Visitor


@pytest.fixture
def shown_form() -> Callable[[Any], dict[str, str]]:
    return hidden_fields


@pytest.fixture
def build() -> Callable[[], InternshipsPage]:
    """For tests that need the rows committed: everything, made on call."""

    def make() -> InternshipsPage:
        make_lists()
        return make_pages()

    return make
