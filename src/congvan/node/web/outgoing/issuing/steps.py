"""The three acts of issuing one after the other: number, seal, send. What is done stays, whatever comes next.

Each is an act of its own with its ordinal of the request's key: a number that was given waits for its seal
and is never lost (QD11/D8.K1, D8.K2.b, D8.K4).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from congvan.base.acts import Act
from congvan.base.errors import Refusal
from congvan.node.acts import outgoing as acts
from congvan.node.acts.states import OutgoingState as State
from congvan.node.outgoing import actions
from congvan.node.outgoing.ceremony import clerk_numbers, clerk_seals
from congvan.node.outgoing.issuing import book_of
from congvan.node.web.outgoing import pages
from congvan.node.web.outgoing.issuing.recipients import chosen
from congvan.node.web.outgoing.signer import signer
from congvan.node.web.resource import Found
from congvan.node.web.visit import Visit
from congvan.signing.errors import SigningError

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """One act of the three. `field`: where in the form a fault of it belongs that names no field."""

    act: Act
    ordinal: int
    do: Callable[[Visit, Found, Data, int], object]
    field: str


@dataclass(frozen=True)
class Halt:
    """Where it stopped and why: `field` of the form and the sentence there."""

    step: Step
    field: str | None
    message: str


def number(visit: Visit, found: Found, data: Data, ordinal: int = 1) -> object:
    """Cấp số."""
    register = book_of(visit.agency, data["register"])
    return visit.once(
        lambda by: clerk_numbers(by=by, at=visit.at, outgoing=found.life, register=register, signer=signer()),
        ordinal=ordinal,
    )


def seal(visit: Visit, found: Found, data: Data, ordinal: int = 1) -> object:
    """Đóng dấu."""
    return visit.once(
        lambda by: clerk_seals(by=by, at=visit.at, outgoing=found.life, signer=signer(), pin=data["pin"]),
        ordinal=ordinal,
    )


def send(visit: Visit, found: Found, data: Data, ordinal: int = 1) -> object:
    """Gửi."""
    to = chosen(visit, dict(data))
    return visit.once(
        lambda by: actions.release(
            by=by, at=visit.at, outgoing=found.life, recipients=to, recipient_lines=data["lines"]
        ),
        ordinal=ordinal,
    )


NUMBER = Step(acts.ASSIGN_NUMBER, 1, number, "register")
SEAL = Step(acts.SEAL, 2, seal, "pin")
SEND = Step(acts.RELEASE, 3, send, "axis")
REMAINING = {State.TO_ISSUE: (NUMBER, SEAL, SEND), State.NUMBERED: (SEAL, SEND), State.ISSUED: (SEND,)}
# The parts of a form that a refusal of the verb may name.
FIELDS = {"recipients": "axis", "register": "register"}


def remaining(state: str) -> tuple[Step, ...]:
    """What is left to do in a state; of what is past or too early, the last: the act says what it is."""
    return REMAINING.get(State(state), (SEND,))


def go_on(visit: Visit, found: Found, data: Data) -> Halt | None:
    """Do what is left; where one step is refused, the earlier ones stay. Raises Stale and Denied."""
    for step in remaining(found.life.state):
        current = pages.find(visit, found.id) or found
        try:
            step.do(visit, current, data, step.ordinal)
        except Refusal as refusal:
            return Halt(step, FIELDS.get(refusal.param or ""), refusal.message)
        except SigningError as error:
            return Halt(step, step.field, error.message)
    return None
