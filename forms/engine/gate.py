"""What stands before a draft that is about to be begun, and nowhere else.

An answer to a draft that exists passes no gate: the person has shown themselves already, and what
they saved must stay in their reach.
"""

from dataclasses import dataclass

from django.http import HttpRequest

from forms.engine import honeypot, limits, proof_of_work, tickets
from forms.engine.waiting import Wait

FILLED, PROOF, CROWDED = "filled", "proof", "crowded"
# Until then a proof that was used could be shown again.
SPENT_SECONDS = max(proof_of_work.LIFETIME, tickets.LIFETIME)


@dataclass(frozen=True)
class Stop:
    """Why not now. `form_engine/again.html` says it, and holds on to what was typed."""

    reason: str
    status: int
    wait: Wait | None = None
    ticket: str = ""
    challenge: str = ""


def stop(request: HttpRequest, service: str) -> Stop | None:
    """Why this request may not begin a draft of the service now; None if it may."""
    if honeypot.filled(request.POST):
        return Stop(FILLED, 400, challenge=challenge(service))
    proof_of_work.note_attempt()
    if not proof_of_work.needed():
        return crowded(request)
    proof = earned(request, service)
    if not proof:
        return prove(request, service)
    if stopped := crowded(request):
        return stopped
    return None if limits.once("proof", proof, SPENT_SECONDS) else prove(request, service)


def earned(request: HttpRequest, service: str) -> str:
    """What was computed, or waited for; empty if nothing was."""
    name, seconds = tickets.read(request.POST.get(tickets.FIELD, ""), service)
    if name and not seconds:
        return name
    return proof_of_work.solved(request.POST.get(proof_of_work.FIELD, ""), service)


def prove(request: HttpRequest, service: str) -> Stop:
    """Asks for a proof. Who presses too early keeps the ticket, and waits for the rest."""
    ticket = request.POST.get(tickets.FIELD, "")
    name, seconds = tickets.read(ticket, service)
    if not name or not seconds:
        ticket, seconds = tickets.issue(service), tickets.WAIT_SECONDS
    return Stop(PROOF, 429, Wait(seconds), ticket, proof_of_work.challenge(service))


def crowded(request: HttpRequest) -> Stop | None:
    """Too many drafts from this address, in an hour or altogether."""
    visitor = limits.visitor(request)
    for rule in ("drafts-begun", "drafts-unfinished"):
        if seconds := limits.count(rule, visitor):
            return Stop(CROWDED, 429, Wait(seconds))
    return None


def ended(request: HttpRequest) -> None:
    """A draft was finished or deleted: it does not stand in the way of another one."""
    limits.give_back("drafts-unfinished", limits.visitor(request))


def challenge(service: str) -> str:
    """The challenge for the page that a draft begins with; empty if none is asked for."""
    return proof_of_work.challenge(service) if proof_of_work.needed() else ""
