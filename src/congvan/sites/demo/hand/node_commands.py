"""What the hand can do at a node: the verbs of the story, one command each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.conf import settings

from congvan.base.clock import ZONE
from congvan.law.kinds import kind as kind_of
from congvan.law.parameters import Ground
from congvan.node.assignments import actions as assignments
from congvan.node.documents import actions as documents
from congvan.node.documents.models import FileRole
from congvan.node.documents.queries import latest_main_file
from congvan.node.documents.steps import Description, NewFile, Upload, same_file
from congvan.node.dossiers import actions as dossiers
from congvan.node.dossiers.models import Dossier
from congvan.node.incoming import actions as incoming
from congvan.node.incoming.models import Channel
from congvan.node.outgoing import actions as outgoing
from congvan.node.outgoing import ceremony
from congvan.node.outgoing.dispatching import AxisRecipient, InternalRecipient, PaperRecipient
from congvan.node.outgoing.models import AnswersFor
from congvan.node.outgoing.queries import newest_version
from congvan.node.outgoing.reserving import PRINTED_YEAR
from congvan.node.registers.models import Purpose
from congvan.signing.client import SignerClient
from congvan.sites.demo import letters
from congvan.sites.demo.hand import found, stages, views
from congvan.sites.demo.hand.desk import Desk, seat, unit
from congvan.sites.demo.pki import PIN
from congvan.typeset.compose import compose

PDF = "application/pdf"


def do(request: dict[str, Any]) -> Any:
    """Do one command: a verb by a person, or a look that changes nothing."""
    name, arguments = request["do"], request["arguments"]
    if name in VERBS:
        VERBS[name](Desk.for_request(request), **arguments)
        return None
    return LOOKS[name](**arguments)


def enter_by_hand(desk: Desk, *, kind: str, issued: str, **facts: Any) -> None:
    """Register a paper and give it its firm number."""
    description = {"kind_name": kind_of(kind).name, **facts}
    marking = description.pop("marking", "")
    due = description.pop("due", None)
    incoming.enter_by_hand(
        by=desk.by, at=desk.at, register=desk.register(Purpose.INCOMING), channel=Channel.POST,
        description=Description(
            kind=kind, issued_date=date.fromisoformat(issued),
            due_date=date.fromisoformat(due) if due else None, **description,
        ),
        marking=marking,
    )  # fmt: skip


def add_scan(desk: Desk, *, notation: str, letter: str) -> None:
    """Join the scan of a paper to its number."""
    pdf = letters.scan_of(letters.named(letter), at=desk.at)
    incoming.add_scan(by=desk.by, at=desk.at, incoming=desk.incoming(notation), name=f"{letter}.pdf", pdf=pdf)


def add_file(desk: Desk, *, notation: str, letter: str) -> None:
    """Try to join a file that is not a scan: for the barrier against secret markings."""
    pdf = compose(letters.named(letter), at=desk.at).pdf
    incoming.add_scan(by=desk.by, at=desk.at, incoming=desk.incoming(notation), name=f"{letter}.pdf", pdf=pdf)


def register(desk: Desk, *, notation: str) -> None:
    """Register what arrived."""
    incoming.register(
        by=desk.by, at=desk.at, incoming=desk.incoming(notation), into=desk.register(Purpose.INCOMING)
    )


def reject(desk: Desk, *, notation: str, ground: str, reason: str) -> None:
    """Refuse what arrived."""
    incoming.reject(
        by=desk.by, at=desk.at, incoming=desk.incoming(notation), ground=Ground(ground), reason=reason
    )


def submit(desk: Desk, *, notation: str, to: str) -> None:
    """Trình."""
    incoming.submit(by=desk.by, at=desk.at, incoming=desk.incoming(notation), to=seat(to))


def direct(
    desk: Desk, *, notation: str, text: str, lead: str, cooperate: list[str], inform: list[str], due: str
) -> None:
    """Bút phê."""
    code = desk.agency.codes.get(to_date=None).code
    incoming.direct(
        by=desk.by, at=desk.at, incoming=desk.incoming(notation), text=text, lead=seat(lead),
        cooperators=[unit(code, name) for name in cooperate], informed=[unit(code, name) for name in inform],
        due_at=datetime.fromisoformat(due).replace(tzinfo=ZONE),
    )  # fmt: skip


def read(desk: Desk, *, notation: str) -> None:
    """Mở văn bản."""
    documents.read(by=desk.by, at=desk.at, document=desk.document(notation))


def finish(desk: Desk, *, notation: str, outcome: str) -> None:
    """Giải quyết xong."""
    incoming.finish(by=desk.by, at=desk.at, incoming=desk.incoming(notation), outcome=outcome)


def join_paper(desk: Desk, *, notation: str, issuer: str, issued: str) -> None:
    """The paper that followed joins its number."""
    incoming.join_paper(
        by=desk.by, at=desk.at, incoming=desk.incoming(notation), issuer_name=issuer, notation=notation,
        issued_date=date.fromisoformat(issued),
    )  # fmt: skip


def start(
    desk: Desk, *, kind: str, symbol: str, subject: str, answers: str = "", carries_out: str = "",
    urgency: int = 0,
) -> None:  # fmt: skip
    """Begin a draft."""
    outgoing.start(
        by=desk.by, at=desk.at, agency=desk.agency, body=desk.body(), kind=kind, symbol=symbol,
        subject=subject, urgency=urgency, answers=desk.document(answers) if answers else None,
        carries_out=desk.document(carries_out) if carries_out else None,
    )  # fmt: skip


def revise(desk: Desk, *, subject: str, letter: str, attach: str = "", file_name: str = "") -> None:
    """Attach the typeset draft, and where asked the original bytes of another document."""
    content = letters.named(letter)
    made = compose(content, at=desk.at)
    main = Upload(data=made.pdf, name=file_name or f"{letter}.pdf", media_type=PDF)
    annexes = []
    if attach:
        original = latest_main_file(desk.document(attach))
        assert original is not None, f"{attach} has its file"
        annexes = [NewFile(**{**vars(same_file(original)), "role": FileRole.ANNEX})]
    places: dict[str, Any] = {name: asdict(place) for name, place in made.places.items()}
    outgoing.revise(
        by=desk.by, at=desk.at, outgoing=desk.outgoing(subject), main=main, annexes=annexes,
        places={**places, PRINTED_YEAR: content.year}, note="dự thảo",
    )  # fmt: skip


def forward(desk: Desk, *, subject: str, to: str) -> None:
    """Chuyển xử lý, with the draft."""
    life = desk.outgoing(subject)
    assignments.forward(
        by=desk.by, at=desk.at, line=desk.line(life.document), to=seat(to), version=newest_version(life)
    )


def initial(desk: Desk, *, subject: str, answers_for: str) -> None:
    """Ký nháy."""
    life = desk.outgoing(subject)
    outgoing.initial(
        by=desk.by,
        at=desk.at,
        outgoing=life,
        version=newest_version(life),
        answers_for=AnswersFor(answers_for),
    )


def submit_draft(desk: Desk, *, subject: str, to: str) -> None:
    """Trình ký."""
    life = desk.outgoing(subject)
    outgoing.submit(by=desk.by, at=desk.at, outgoing=life, version=newest_version(life), to=seat(to))


def approve(desk: Desk, *, subject: str) -> None:
    """Phê duyệt."""
    outgoing.approve(by=desk.by, at=desk.at, outgoing=desk.outgoing(subject))


def sign(desk: Desk, *, subject: str) -> None:
    """Ký số."""
    ceremony.leader_signs(by=desk.by, at=desk.at, outgoing=desk.outgoing(subject), signer=_signer(), pin=PIN)


def send_to_issue(desk: Desk, *, subject: str) -> None:
    """Chuyển ban hành."""
    outgoing.send_to_issue(by=desk.by, at=desk.at, outgoing=desk.outgoing(subject))


def assign_number(desk: Desk, *, subject: str) -> None:
    """Cấp số, ghi ngày."""
    ceremony.clerk_numbers(
        by=desk.by, at=desk.at, outgoing=desk.outgoing(subject), register=desk.register(Purpose.OUTGOING),
        signer=_signer(),
    )  # fmt: skip


def seal(desk: Desk, *, subject: str) -> None:
    """Đóng dấu: ký số của cơ quan."""
    ceremony.clerk_seals(by=desk.by, at=desk.at, outgoing=desk.outgoing(subject), signer=_signer(), pin=PIN)


def release(
    desk: Desk, *, subject: str, axis: list[dict[str, Any]], internal: list[str], paper: list[str],
    lines: list[str],
) -> None:  # fmt: skip
    """Gửi."""
    code = desk.agency.codes.get(to_date=None).code
    outgoing.release(
        by=desk.by, at=desk.at, outgoing=desk.outgoing(subject),
        recipients=[
            *(AxisRecipient(**row) for row in axis),
            *(InternalRecipient(unit(code, name)) for name in internal),
            *(PaperRecipient(name) for name in paper),
        ],
        recipient_lines=lines,
    )  # fmt: skip


def open_dossier(desk: Desk, *, code: str, title: str) -> None:
    """Lập hồ sơ công việc."""
    dossiers.open_dossier(by=desk.by, at=desk.at, agency=desk.agency, code=code, title=title)


def file_into(desk: Desk, *, code: str, notation: str) -> None:
    """Đưa văn bản vào hồ sơ."""
    dossiers.file_into(
        by=desk.by, at=desk.at, dossier=Dossier.objects.get(agency=desk.agency, code=code),
        document=desk.document(notation),
    )  # fmt: skip


def _signer() -> SignerClient:
    return SignerClient(settings.SITE.path(settings.SITE.signer_socket))


VERBS: dict[str, Callable[..., None]] = {
    verb.__name__: verb
    for verb in (
        enter_by_hand, add_scan, add_file, register, reject, submit, direct, finish, join_paper, start,
        revise, forward, initial, submit_draft, approve, sign, send_to_issue, assign_number, seal, release,
        open_dossier, file_into, read,
    )
}  # fmt: skip
LOOKS: dict[str, Callable[..., Any]] = {
    "found": found.found_world,
    "stages": stages.stages,
    **views.LOOKS,
}
