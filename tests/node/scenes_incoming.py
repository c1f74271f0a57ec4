"""Scenes of documents, incoming ones and the lines on them."""

from collections.abc import Callable
from typing import Any

from congvan.law.parameters import Ground
from congvan.node.assignments import actions as assignments_verbs
from congvan.node.assignments.models import Part
from congvan.node.documents import actions as documents_verbs
from congvan.node.incoming import actions as incoming_verbs
from congvan.node.incoming.models import Channel, Incoming
from congvan.node.registers.models import Purpose
from tests.node import cast, lives, papers
from tests.node.cast import actor, seat
from tests.node.scene import Scene


def read() -> Scene:
    document = lives.submitted().document
    return Scene(documents_verbs.read, {"document": document}, actor("Lâm"), actor("Chi"), document)


def arrive() -> Scene:
    kwargs = {"agency": cast.agency(), "arrival": lives.arrival()}
    return Scene(incoming_verbs.arrive, kwargs, actor("hệ thống"), actor("Vân"), kwargs["agency"])


def enter_by_hand() -> Scene:
    facts = lives.description(sender_code="", exchange_id="")
    kwargs = {"register": cast.register(Purpose.INCOMING), "channel": Channel.POST, "description": facts}
    return Scene(incoming_verbs.enter_by_hand, kwargs, actor("Vân"), actor("Chi"), kwargs["register"])


def add_scan() -> Scene:
    return _of_incoming(
        incoming_verbs.add_scan, lives.by_paper(), "Vân", "Lâm", name="quet.pdf", pdf=papers.scan()
    )


def register() -> Scene:
    into = cast.register(Purpose.INCOMING)
    return _of_incoming(incoming_verbs.register, lives.arrived(), "Vân", "Lâm", into=into)


def undo_register() -> Scene:
    return _of_incoming(incoming_verbs.undo_register, lives.registered(), "Vân", "Lâm")


def reject() -> Scene:
    why = {"ground": Ground.WRONG_RECIPIENT, "reason": "Văn bản gửi cho Sở Tài chính."}
    return _of_incoming(incoming_verbs.reject, lives.arrived(), "Vân", "Lâm", **why)


def submit_incoming() -> Scene:
    return _of_incoming(incoming_verbs.submit, lives.registered(), "Vân", "Lâm", to=seat("Lâm"))


def direct() -> Scene:
    what = {"text": "Giao Phòng tham mưu.", "lead": seat("Chi")}
    return _of_incoming(incoming_verbs.direct, lives.submitted(), "Lâm", "Vân", **what)


def supersede() -> Scene:
    return _of_incoming(
        incoming_verbs.supersede_directive, lives.in_handling(), "Lâm", "Chi", text="Làm gấp."
    )


def finish() -> Scene:
    return _of_incoming(incoming_verbs.finish, lives.in_handling(), "Chi", "Lâm", outcome="Đã trả lời.")


def join_paper() -> Scene:
    life = lives.registered()
    same = {
        "issuer_name": life.document.issuer_name, "notation": life.document.notation,
        "issued_date": life.document.issued_date,
    }  # fmt: skip
    return _of_incoming(incoming_verbs.join_paper, life, "Vân", "Lâm", **same)


def _of_incoming(verb: Callable[..., Any], life: Incoming, by: str, wrong: str, **kwargs: Any) -> Scene:
    return Scene(verb, {"incoming": life, **kwargs}, actor(by), actor(wrong), life)


def forward() -> Scene:
    return _of_line(assignments_verbs.forward, Part.LEAD, "Chi", "Lâm", to=seat("Phú"))


def return_line() -> Scene:
    return _of_line(assignments_verbs.return_line, Part.LEAD, "Chi", "Lâm", reason="Không thuộc nhiệm vụ.")


def acknowledge() -> Scene:
    return _of_line(assignments_verbs.acknowledge, Part.COOPERATE, "Phú", "Lâm")


def _of_line(verb: Callable[..., Any], part: Part, by: str, wrong: str, **kwargs: Any) -> Scene:
    line = lives.line(lives.in_handling(), part)
    return Scene(verb, {"line": line, **kwargs}, actor(by), actor(wrong), line)
