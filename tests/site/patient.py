"""Visitors of a site that is killed again and again: they press once more until they are told that
it worked, and remember what they were told."""

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import requests

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
REFERENCE = re.compile(r'class="reference">([^<]+)<')
HOSTS = "/host-companies/"
TIMEOUT = 60  # seconds for one answer, on a machine that is busy with starting
PATIENCE = 600  # seconds without any
THINKING = 1.2  # seconds at most between two forms
# A killed process answers nothing at all. So often a busy machine may say that it cannot.
NOT_WELL, MOST_NOT_WELL = "status 5xx", 20


@dataclass
class Told:
    """What visitors were told, and may rely on."""

    references: dict[str, str] = field(default_factory=dict)  # by the token of the draft
    names: dict[str, str] = field(default_factory=dict)  # saved in a draft, then submitted with it
    pages: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)  # token, step, typed
    again: Counter[str] = field(default_factory=Counter)  # why something was pressed once more


class Visitor:
    """One browser without script at one form: `form` is its address, `token` the draft in it."""

    def __init__(self, form: str, told: Told, token: str = "") -> None:
        self.form, self.told = form, told
        self.session = requests.Session()
        if token:
            self.session.cookies.set("draft", token)

    @property
    def token(self) -> str:
        return next(one.value or "" for one in self.session.cookies if one.name == "draft")

    def open(self, name: str, query: str = "") -> requests.Response:
        """The page, or the one that it leads to, looked for until it is there."""
        address, until = f"{self.form}{name}/{query}", time.monotonic() + PATIENCE
        while (page := self.once(lambda: self.session.get(address, timeout=TIMEOUT))) is None:
            assert time.monotonic() < until, "the site did not come back"
            time.sleep(random.uniform(0.05, 0.3))
        return page

    def once(self, ask: Callable[[], requests.Response]) -> requests.Response | None:
        """None if no answer came, or one that tells nothing but that the site is not well."""
        try:
            answer = ask()
        except requests.RequestException as error:
            self.told.again[type(error).__name__] += 1
            return None
        if answer.status_code < 500:
            return answer
        self.told.again[NOT_WELL] += 1
        assert self.told.again[NOT_WELL] < MOST_NOT_WELL, f"status {answer.status_code}"
        return None

    def press(
        self, page: requests.Response, typed: dict[str, Any] | None = None
    ) -> requests.Response | None:
        """Send the form of that page; None if no answer came: it was taken, or it was not."""
        data = dict(HIDDEN.findall(page.text)) | (typed or {})
        return self.once(
            lambda: self.session.post(
                page.url, data, headers={"Referer": page.url}, timeout=TIMEOUT,
                allow_redirects=False,
            )
        )  # fmt: skip

    def press_twice(self, page: requests.Response) -> list[requests.Response | None]:
        """Both at once, on connections of their own."""
        others = [Visitor(self.form, self.told, self.token) for _ in range(2)]
        for one in others:
            one.session.cookies.update(self.session.cookies)
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda one: one.press(page), others))


def submit(visitor: Visitor, clicks: int = 1) -> None:
    """Press until the confirmation shows a reference number."""
    token, received = visitor.token, False
    while True:
        page = visitor.open("check")
        if page.url.endswith("/done/"):
            break
        assert not received, "told that it was received, then asked again"
        assert page.url.endswith("/check/"), f"led to {page.url}"
        answers = visitor.press_twice(page) if clicks == 2 else [visitor.press(page)]
        received = True in [leads_to("done", answer) for answer in answers]
    found = REFERENCE.search(page.text)
    assert found, "no reference number"
    visitor.told.references[token] = found[1]


def save(visitor: Visitor, name: str, typed: dict[str, Any], then: str, query: str = "") -> None:
    """Press until the next question shows: what was typed is saved."""
    while True:
        page = visitor.open(name, query)
        assert f"/{name}/" in page.url, f"led to {page.url}"
        if leads_to(then, visitor.press(page, typed)):
            return


def leads_to(name: str, answer: requests.Response | None) -> bool:
    """Whether there is an answer; it leads there, since nothing that is sent here is wrong."""
    if answer is None:
        return False
    location = answer.headers.get("Location", "")
    assert (answer.status_code, location.endswith(f"/{name}/")) == (303, True), (
        f"answered with {answer.status_code}, led to {location or 'no page'}"
    )
    return True


def begin(form: str, told: Told, number: int) -> None:
    """Somebody new answers two pages, and leaves it at that."""
    visitor = Visitor(form, told)
    contact = {"email": f"new{number}@example.org", "mobile": f"033{number:08}", "contact": "Ali"}
    company = {"company": f"New company {number}", "number": f"N{number}"}
    save(visitor, "contact", contact, then="company")
    told.pages.append((visitor.token, "contact", contact))
    save(visitor, "company", company, then="placements")
    told.pages.append((visitor.token, "company", company))


def change_and_submit(visitor: Visitor, number: int) -> None:
    """Another name at the last moment: the case must bear it."""
    name = f"Renamed company {number}"
    save(visitor, "company", {"company": name, "number": f"R{number}"}, "check", "?change=1")
    visitor.told.names[visitor.token] = name
    submit(visitor)


def come_and_go(
    url: str, prepared: Iterator[dict[str, str]], told: Told, over: Event, seed: int
) -> None:
    """One client: whoever comes next submits, changes, clicks twice, or begins anew."""
    rng, number = random.Random(seed), seed * 1_000_000
    while not over.wait(rng.uniform(0, THINKING)):
        number += 1
        language = rng.choice(["en", "ur"])
        one = next(prepared, None) if rng.random() < 0.75 else None
        if one is None:
            begin(f"{url}/{language}{HOSTS}apply/", told, number)
            continue
        path = one["path"].replace("/en/", f"/{language}/", 1)
        visitor = Visitor(f"{url}{path}apply/", told, one["token"])
        if HOSTS in path and rng.random() < 0.25:
            change_and_submit(visitor, number)
        else:
            submit(visitor, clicks=rng.choice([1, 1, 2]))
