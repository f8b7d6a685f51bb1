"""A browser without script that follows an application."""

import re
from typing import Any

from cases import make_case
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from forms.casework.models import Case, Status, Visit
from forms.casework.tracking.visits import token_hash
from forms.engine import codes
from forms.engine.models import EmailCode

EMAIL = "ayesha@example.com"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def address(name: str = "track", language: str = "en") -> str:
    with override(language):
        return reverse(name)


class Follower:
    """Someone with a reference number and an e-mail address."""

    def __init__(self, language: str = "en", client: Client | None = None) -> None:
        self.client = client or Client()
        self.language = language

    def get(self, name: str = "track_case") -> Any:
        return self.client.get(address(name, self.language))

    def post(self, name: str, data: dict[str, Any] | None = None) -> Any:
        return self.client.post(address(name, self.language), data or {})

    def ask(self, reference: str, email: str = EMAIL) -> Any:
        return self.post("track", {"reference": reference, "email": email})

    def type(self, code: str) -> Any:
        return self.post("track_code", {"code": code})

    def enter(self, case: Case, email: str = EMAIL) -> "Follower":
        """The whole way in."""
        self.ask(case.reference, email)
        assert self.type(newest_code()).headers["Location"] == address("track_case", self.language)
        return self

    @property
    def token(self) -> str:
        """What the browser holds for the tracking pages; the client keeps one a path."""
        held = [one.value for one in self.client.cookies.values() if one.key == "track"]
        return held[-1] if held else ""

    @token.setter
    def token(self, value: str) -> None:
        for name in [name for name, one in self.client.cookies.items() if one.key == "track"]:
            del self.client.cookies[name]
        self.client.cookies["track"] = value

    @property
    def visit(self) -> Visit:
        return Visit.objects.get(token_hash=token_hash(self.token))


# As typed, by page: what a returned case is opened again with.
TYPED = {
    "name": {"full_name": ["Ayesha Siddiqui"]},
    "cnic": {"cnic": ["35202-1234567-1"]},
    "contact": {"email": [EMAIL], "mobile": ["0300 1234567"]},
}


def followed_case(status: str = Status.SUBMITTED, **more: Any) -> Case:
    return make_case(status, **({"answers": TYPED} | more))


def newest_code() -> str:
    return codes.text_of(EmailCode.objects.order_by("-created_at").first())


def text_of(response: Any) -> str:
    return response.content.decode()


def without_token(response: Any) -> str:
    """The page as anybody gets it: the token against forged requests is everybody's own."""
    return TOKEN.sub("", text_of(response))
