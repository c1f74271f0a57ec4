"""Scenes of outgoing documents."""

from collections.abc import Callable
from typing import Any

from congvan.node.acts.states import OutgoingState
from congvan.node.assignments import actions as assignments_verbs
from congvan.node.assignments.models import Part
from congvan.node.outgoing import actions as outgoing_verbs
from congvan.node.outgoing.dispatching import AxisRecipient
from congvan.node.outgoing.models import AnswersFor, Outgoing
from congvan.node.outgoing.queries import frozen_seal, newest_version
from congvan.node.outgoing.reserving import prepare_leader
from congvan.node.registers.models import Purpose
from tests.node import cast, lives, papers
from tests.node.cast import AT, HUYEN, actor, seat
from tests.node.scene import Scene, signed


def start() -> Scene:
    kwargs = {
        "agency": cast.agency(), "body": cast.body(), "kind": "official_letter", "symbol": papers.SYMBOL,
        "subject": "báo cáo",
    }  # fmt: skip
    return Scene(outgoing_verbs.start, kwargs, actor("Chi"), actor("hệ thống"), kwargs["agency"])


def revise() -> Scene:
    main = lives.upload(papers.draft().pdf)
    return _of_outgoing(
        outgoing_verbs.revise, lives.drafting(), "Chi", "Phú", main=main, places=papers.places()
    )


def initial() -> Scene:
    life, version = lives.revised()
    line = lives.line(life, Part.LEAD)
    assignments_verbs.forward(by=actor("Chi"), at=AT, line=line, to=seat("Phú"), version=version)
    what = {"version": version, "answers_for": AnswersFor.CONTENT}
    return _of_outgoing(outgoing_verbs.initial, life, "Phú", "Chi", **what)


def submit_outgoing() -> Scene:
    life, version = lives.revised()
    return _of_outgoing(outgoing_verbs.submit, life, "Chi", "Vân", version=version, to=seat("Lâm"))


def send_back() -> Scene:
    return _at(OutgoingState.SUBMITTED, outgoing_verbs.send_back, "Lâm", "Chi", reason="Thiếu số liệu.")


def approve() -> Scene:
    return _at(OutgoingState.SUBMITTED, outgoing_verbs.approve, "Lâm", "Chi")


def sign() -> Scene:
    life = lives.outgoing_at(OutgoingState.APPROVED)
    chain = cast.key("lam").certificate_chain()
    prepared = prepare_leader(newest_version(life), name=actor("Lâm").name, chain=chain, at=AT)
    return _of_outgoing(outgoing_verbs.sign, life, "Lâm", "Chi", signed=signed(prepared, "lam"))


def send_to_issue() -> Scene:
    return _at(OutgoingState.SIGNED, outgoing_verbs.send_to_issue, "Lâm", "Chi")


def return_for_form() -> Scene:
    return _at(OutgoingState.TO_ISSUE, outgoing_verbs.return_for_form, "Vân", "Lâm", reason="Sai thể thức.")


def assign_number() -> Scene:
    what = {"register": cast.register(Purpose.OUTGOING), "chain": cast.key("so").certificate_chain()}
    return _at(OutgoingState.TO_ISSUE, outgoing_verbs.assign_number, "Vân", "Lâm", **what)


def seal() -> Scene:
    life = lives.outgoing_at(OutgoingState.NUMBERED)
    sealed = signed(frozen_seal(life).prepared, "so")
    return _of_outgoing(outgoing_verbs.seal, life, "Vân", "Lâm", sealed=sealed)


def release() -> Scene:
    what = {"recipients": [AxisRecipient(code=HUYEN, name=cast.DIRECTORY[HUYEN])]}
    return _at(OutgoingState.ISSUED, outgoing_verbs.release, "Vân", "Lâm", **what)


def _at(state: OutgoingState, verb: Callable[..., Any], by: str, wrong: str, **kwargs: Any) -> Scene:
    return _of_outgoing(verb, lives.outgoing_at(state), by, wrong, **kwargs)


def _of_outgoing(verb: Callable[..., Any], life: Outgoing, by: str, wrong: str, **kwargs: Any) -> Scene:
    return Scene(verb, {"outgoing": life, **kwargs}, actor(by), actor(wrong), life)
