"""Computing, or waiting, before a form is begun: when it is asked for, and what is accepted."""

import base64
import json
import time
from typing import Any

import pytest
from altcha import Challenge, Payload, solve_challenge
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from forms.engine import limits, proof_of_work, tickets
from forms.engine.models import Draft
from forms.internships.journey import INTERNSHIPS

FIRST, SECOND = (step.slug for step in INTERNSHIPS.steps[:2])
SCRIPT = "js/proof-of-work.js"


@pytest.fixture
def always(settings: Any) -> None:
    settings.PROOF_OF_WORK = "always"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets time pass, for tickets and challenges."""
    real, passed = time.time, [0.0]
    monkeypatch.setattr(time, "time", lambda: real() + passed[0])

    def go_on(seconds: float) -> None:
        passed[0] += seconds

    return go_on


def challenge_in(response: Any) -> str:
    found = html.fromstring(response.content.decode()).xpath("//input/@data-challenge")
    return str(found[0]) if found else ""


def solve(challenge: str) -> str:
    """As a browser does it."""
    posed = Challenge.from_dict(json.loads(challenge))
    return Payload(posed, solve_challenge(posed)).to_base64()


def begin(visitor: Any, **more: str) -> Any:
    return visitor.send(FIRST, **more)


def begin_solved(visitor: Any) -> Any:
    return begin(visitor, altcha=solve(challenge_in(visitor.get(FIRST))))


def begun() -> int:
    return Draft.objects.count()


# When ---------------------------------------------------------------------------------------------


def test_it_can_be_switched_off(visitor, settings):
    settings.PROOF_OF_WORK, settings.PROOF_OF_WORK_LOAD = "never", 1
    for _ in range(5):
        assert begin(type(visitor)()).status_code == 303
    assert SCRIPT not in visitor.get(FIRST).content.decode()


def test_without_load_nobody_is_asked(visitor):
    shown = visitor.get(FIRST)
    assert SCRIPT not in shown.content.decode()
    assert challenge_in(shown) == ""
    assert begin(visitor).status_code == 303


def test_under_load_it_is_asked_for_until_the_load_is_over(visitor, settings, monkeypatch):
    settings.PROOF_OF_WORK_LOAD = 3
    answers = [begin(type(visitor)()).status_code for _ in range(6)]
    assert answers == [303, 303, 303, 429, 429, 429]
    assert challenge_in(visitor.get(FIRST))
    assert begin_solved(visitor).status_code == 303
    real = limits.now
    monkeypatch.setattr(limits, "now", lambda: real() + 130_000)
    assert begin(type(visitor)()).status_code == 303


def test_those_who_do_not_solve_it_keep_it_asked_for(visitor, settings, monkeypatch):
    """Else a load would seem to be over because it is held off."""
    settings.PROOF_OF_WORK_LOAD = 3
    real = limits.now
    for second in range(0, 120, 10):
        monkeypatch.setattr(limits, "now", lambda second=second: real() + second * 1000)
        begin(type(visitor)())
    assert proof_of_work.is_under_load()


def test_it_is_asked_for_on_the_page_that_begins_a_form_and_no_other(visitor, always):
    assert SCRIPT in visitor.get(FIRST).content.decode()
    assert begin_solved(visitor).status_code == 303
    for name in (FIRST, SECOND):
        assert SCRIPT not in visitor.get(name).content.decode()
        assert visitor.send(name).status_code == 303


# What is accepted ---------------------------------------------------------------------------------


def test_a_solution_begins_the_form(both, always):
    response = begin_solved(both)
    assert response["Location"] == both.address(SECOND)
    assert begun() == 1


def test_a_solution_is_good_once(visitor, always):
    solution = solve(challenge_in(visitor.get(FIRST)))
    assert begin(visitor, altcha=solution).status_code == 303
    assert begin(type(visitor)(), altcha=solution).status_code == 429
    assert begun() == 1


def test_a_solution_is_good_for_an_hour(visitor, always, later):
    solution = solve(challenge_in(visitor.get(FIRST)))
    later(3601)
    assert begin(visitor, altcha=solution).status_code == 429


def test_a_solution_for_another_service_is_none(visitor, always):
    assert begin(visitor, altcha=solve(proof_of_work.challenge("freelancers"))).status_code == 429
    assert begun() == 0


def test_a_challenge_of_somebody_elses_making_is_none(visitor, always, settings):
    settings.SECRET_KEY = "not ours"
    easy = proof_of_work.challenge("internships")
    settings.SECRET_KEY = "only-for-tests"
    assert proof_of_work.solved(solve(easy), "internships") == ""


def test_a_challenge_that_was_made_easier_is_none():
    posed = json.loads(proof_of_work.challenge("internships"))
    posed["parameters"] |= {"keyPrefix": "", "cost": 1}
    assert proof_of_work.solved(solve(json.dumps(posed)), "internships") == ""


def sent(**parts: Any) -> str:
    return base64.b64encode(json.dumps(parts).encode()).decode()


@pytest.mark.parametrize(
    "payload",
    ["", "x", "====", "bnVsbA==", "W10=", "e30=", "ü", "A" * 5_000, sent(challenge=[], solution=[]),
     sent(challenge={"parameters": {}}, solution={}), sent(challenge=None, solution=None),
     sent(challenge={"parameters": {"algorithm": [], "nonce": 1, "salt": None, "cost": -1,
                                    "expiresAt": "x", "data": {"__proto__": {}}}, "signature": 7},
          solution={"counter": 10**30, "derivedKey": {}})],
)  # fmt: skip
def test_what_is_no_solution_is_refused_and_breaks_nothing(visitor, always, payload):
    response = begin(visitor, altcha=payload, ticket=payload)
    assert response.status_code == 429
    assert begun() == 0


@given(st.text(max_size=200) | st.binary(max_size=200).map(base64.b64encode).map(bytes.decode))
def test_no_text_is_taken_for_a_proof(text):
    assert proof_of_work.solved(text, "internships") == ""
    assert tickets.read(text, "internships") == ("", 0)


@pytest.mark.parametrize("key", ["00" * 32, "zz", "", None, 7])
def test_a_wrong_solution_to_a_right_challenge_is_refused(key):
    right = json.loads(base64.b64decode(solve(proof_of_work.challenge("internships"))))
    assert proof_of_work.solved(sent(**right), "internships")
    right["solution"]["derivedKey"] = key
    assert proof_of_work.solved(sent(**right), "internships") == ""


def test_the_work_is_bounded_so_that_nobody_has_bad_luck():
    for _ in range(5):
        posed = Challenge.from_dict(json.loads(proof_of_work.challenge("internships")))
        assert 1 <= solve_challenge(posed).counter <= proof_of_work.MOST


# Without script -----------------------------------------------------------------------------------


def test_without_a_solution_a_short_wait_is_asked_for(both, always):
    response = begin(both)
    assert response.status_code == 429
    assert response["Retry-After"] == str(tickets.WAIT_SECONDS)
    assert response["Cache-Control"] == "no-store"
    assert str(tickets.WAIT_SECONDS) in response.content.decode()
    assert begun() == 0


def test_after_the_wait_the_button_sends_what_was_typed(both, always, later, shown_form):
    form = shown_form(begin(both, email="zoya@example.com"))
    later(tickets.WAIT_SECONDS)
    response = both.client.post(both.address(FIRST), form)
    assert response["Location"] == both.address(SECOND)
    assert Draft.objects.get().typed(FIRST)["email"] == ["zoya@example.com"]


def test_who_presses_too_early_waits_for_the_rest_only(visitor, always, later, shown_form):
    form = shown_form(begin(visitor))
    later(15)
    early = visitor.client.post(visitor.address(FIRST), form)
    assert early.status_code == 429
    assert int(early["Retry-After"]) <= 5
    assert shown_form(early)["ticket"] == form["ticket"]
    later(5)
    again = visitor.client.post(visitor.address(FIRST), shown_form(early))
    assert again.status_code == 303


def test_a_ticket_is_good_once_and_not_for_ever(visitor, always, later, shown_form):
    form = shown_form(begin(visitor))
    old = shown_form(begin(type(visitor)()))
    later(tickets.WAIT_SECONDS)
    assert visitor.client.post(visitor.address(FIRST), form).status_code == 303
    thief = type(visitor)()
    assert begin(thief, ticket=form["ticket"]).status_code == 429
    later(3600)
    assert begin(thief, ticket=old["ticket"]).status_code == 429
    assert begun() == 1


def test_a_ticket_for_another_service_or_of_ones_own_making_is_none(visitor, always, later):
    other = tickets.issue("freelancers")
    forged = signing.dumps(["internships", "x", 0], key="guess", salt=tickets.SALT)
    later(tickets.WAIT_SECONDS)
    for ticket in (other, forged, other[:-1] + "A"):
        assert begin(visitor, ticket=ticket).status_code == 429


def test_what_was_typed_cannot_break_out_of_the_page(visitor, always, shown_form):
    typed = "\"><script>alert(1)</script>\n'<"
    response = begin(visitor, email=typed)
    assert b"<script>alert" not in response.content
    assert shown_form(response)["email"] == typed


def test_the_limits_of_an_address_stand_behind_the_proof(visitor, always, settings, shown_form):
    settings.LIMITS = {"drafts-begun": (1, 600)}
    assert begin_solved(visitor).status_code == 303
    late = type(visitor)()
    refused = begin_solved(late)
    assert refused.status_code == 429
    # The proof is kept for the time at which the form may be begun.
    form = shown_form(refused)
    settings.LIMITS = {}
    assert late.client.post(late.address(FIRST), form).status_code == 303


def test_the_script_is_small_and_asks_for_nothing(visitor, always):
    with open("static/js/proof-of-work.js") as file:
        script = file.read()
    assert len(script) <= 2048
    assert not [word for word in ("fetch", "eval", "import ", "innerHTML") if word in script]
    assert b"<script>" not in visitor.get(FIRST).content
