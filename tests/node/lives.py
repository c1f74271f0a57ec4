"""Documents brought, by the verbs, to the point where a test begins."""

import itertools
from datetime import date, datetime
from typing import Any

from congvan.base.files import vault
from congvan.base.ids import new_id
from congvan.node.acts.states import OutgoingState
from congvan.node.assignments.models import Line, Part
from congvan.node.assignments.queries import open_line
from congvan.node.documents.models import FileRole, Version
from congvan.node.documents.steps import Description, NewFile, Upload
from congvan.node.incoming import actions as incoming
from congvan.node.incoming.arrival import Arrival
from congvan.node.incoming.models import Channel, Incoming
from congvan.node.outgoing import actions as outgoing
from congvan.node.outgoing.ceremony import clerk_seals, leader_signs
from congvan.node.outgoing.dispatching import AxisRecipient
from congvan.node.outgoing.models import Outgoing
from congvan.node.registers.models import Purpose
from congvan.sites.demo.pki import PIN
from tests.node import cast, papers
from tests.node.cast import AT, HUYEN, SO, TINH, actor, seat, unit

_counter = itertools.count(1)
PDF = "application/pdf"


def stored(data: bytes, name: str = "van-ban.pdf", **facts: Any) -> NewFile:
    return NewFile(kept=vault.put(data), name=name, media_type=PDF, **facts)


def upload(data: bytes, name: str = "van-ban.pdf", **facts: Any) -> Upload:
    return Upload(data=data, name=name, media_type=PDF, **facts)


def description(**changes: Any) -> Description:
    number = next(_counter)
    facts: dict[str, Any] = {
        "kind": "official_letter", "kind_name": "Công văn", "subject": "kiểm tra việc sử dụng chữ ký số",
        "issuer_name": "Ủy ban nhân dân tỉnh", "issuer_code": TINH, "sender_code": TINH,
        "number": str(number), "symbol": "UBND-VX", "notation": f"{number}/UBND-VX",
        "issued_date": date(2018, 5, 4), "exchange_id": f"{TINH},2018/05/04,{number}/UBND-VX",
    }  # fmt: skip
    return Description(**{**facts, **changes})


def arrival(*, pdf: bytes | None = None, legal_class: str = "loại 1", **changes: Any) -> Arrival:
    """A packet as the inbox hands it over; the class is said here, the inbox's own tests derive it."""
    number = next(_counter)
    main = stored(pdf or b"%PDF-1.7 tiny", legal_class=legal_class, standing={"legal_class": legal_class})
    return Arrival(
        packet_id=str(new_id()), packet_digest=f"{number:064x}",
        sender_name="Ủy ban nhân dân tỉnh", description=description(**changes), files=[main],
    )  # fmt: skip


def arrived(*, at: datetime = AT, code: str = SO, **changes: Any) -> Incoming:
    by = cast.system(cast.agency(code))
    return incoming.arrive(by=by, at=at, agency=cast.agency(code), arrival=arrival(**changes))


def registered(*, at: datetime = AT, **changes: Any) -> Incoming:
    life = arrived(at=at, **changes)
    incoming.register(by=actor("Vân", at=at), at=at, incoming=life, into=cast.register(Purpose.INCOMING))
    return fresh(life)


def by_paper(*, at: datetime = AT, **changes: Any) -> Incoming:
    return incoming.enter_by_hand(
        by=actor("Vân", at=at), at=at, register=cast.register(Purpose.INCOMING), channel=Channel.POST,
        description=description(**{"sender_code": "", "exchange_id": "", **changes}),
    )  # fmt: skip


def submitted(*, at: datetime = AT, **changes: Any) -> Incoming:
    life = registered(at=at, **changes)
    incoming.submit(by=actor("Vân", at=at), at=at, incoming=life, to=seat("Lâm"))
    return fresh(life)


def in_handling(*, at: datetime = AT, due_at: datetime | None = None, **changes: Any) -> Incoming:
    """Phú's unit is told, Phú cooperates, Chi leads."""
    life = submitted(at=at, **changes)
    incoming.direct(
        by=actor("Lâm", at=at), at=at, incoming=life, text="Giao chuyên viên Chi tham mưu trả lời.",
        lead=seat("Chi"), cooperators=[seat("Phú")], informed=[unit("Văn phòng")], due_at=due_at,
    )  # fmt: skip
    return fresh(life)


def line(life: Incoming | Outgoing, part: Part) -> Line:
    found = open_line(life.document, part=part)
    assert found is not None
    return found


def drafting(**changes: Any) -> Outgoing:
    facts = {"kind": "official_letter", "symbol": papers.SYMBOL, "subject": "báo cáo việc sử dụng chữ ký số"}
    return outgoing.start(
        by=actor("Chi"), at=AT, agency=cast.agency(), body=cast.body(), **{**facts, **changes}
    )


def revised(life: Outgoing | None = None, **changes: Any) -> tuple[Outgoing, Version]:
    life = life or drafting(**changes)
    version = outgoing.revise(
        by=actor("Chi"), at=AT, outgoing=life, main=upload(papers.draft().pdf), places=papers.places(),
        annexes=[NewFile(kept=vault.put(b"PK bieu mau"), name="bieu-mau.xlsx", media_type="application/zip", role=FileRole.FORM)],
    )  # fmt: skip
    return life, version


def outgoing_at(state: OutgoingState, *, at: datetime = AT, **changes: Any) -> Outgoing:
    """A letter that Chi drafted and Lâm signs, brought up to a state on one day."""
    life, version = revised(**changes)
    lam, van, signer = actor("Lâm", at=at), actor("Vân", at=at), papers.LocalSigner()
    steps = {
        OutgoingState.DRAFTING: lambda: None,
        OutgoingState.SUBMITTED: lambda: outgoing.submit(
            by=actor("Chi", at=at), at=at, outgoing=life, version=version, to=seat("Lâm")
        ),
        OutgoingState.APPROVED: lambda: outgoing.approve(by=lam, at=at, outgoing=life),
        OutgoingState.SIGNED: lambda: leader_signs(by=lam, at=at, outgoing=life, signer=signer, pin=PIN),
        OutgoingState.TO_ISSUE: lambda: outgoing.send_to_issue(by=lam, at=at, outgoing=life),
        OutgoingState.NUMBERED: lambda: outgoing.assign_number(
            by=van, at=at, outgoing=life, register=cast.register(Purpose.OUTGOING), chain=signer.chain("so")
        ),
        OutgoingState.ISSUED: lambda: clerk_seals(by=van, at=at, outgoing=life, signer=signer, pin=PIN),
        OutgoingState.RELEASED: lambda: outgoing.release(
            by=van, at=at, outgoing=life, recipients=[AxisRecipient(code=HUYEN, name=cast.DIRECTORY[HUYEN])]
        ),
    }
    for reached, step in steps.items():
        step()
        life = fresh(life)
        assert life.state == reached
        if reached is state:
            return life
    raise AssertionError(state)


def fresh(life: Any) -> Any:
    """The row as it is now, with nothing remembered."""
    return type(life).objects.get(pk=life.pk)
