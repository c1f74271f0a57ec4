"""Acts on outgoing documents (QD11/D7.K4 – D8)."""

from congvan.base.acts import Act, ActTable, Move, Twice
from congvan.node.acts.roles import (
    CHIEF_OF_OFFICE,
    CLERK,
    FORM_CHECKER,
    HOLDS_IT,
    LEADER,
    OFFICER,
    SAME_AGENCY,
    SIGNS_IT,
    UNIT_HEAD,
)
from congvan.node.acts.states import OutgoingState as State

_signatory = SIGNS_IT & SAME_AGENCY & (LEADER | CHIEF_OF_OFFICE | UNIT_HEAD)

START = Act(
    "outgoing.start",
    "Soạn thảo văn bản đi",
    law=("QD11/D7.K4", "QD11/D8.K2.b"),
    may=(OFFICER | UNIT_HEAD | CHIEF_OF_OFFICE) & SAME_AGENCY,
    keeps=("kind", "subject", "answers", "carries_out"),
    twice=Twice.ADDS,
)
REVISE = Act(
    "outgoing.revise",
    "Đính kèm dự thảo",
    law=("QD11/D7.K4",),
    may=HOLDS_IT & SAME_AGENCY,
    move=Move.within(State.DRAFTING),
    keeps=("version", "digest"),
    twice=Twice.ADDS,
)
INITIAL = Act(
    "outgoing.initial",
    "Ký nháy",
    law=("QD11/D7.K4",),
    may=HOLDS_IT & SAME_AGENCY & (UNIT_HEAD | CHIEF_OF_OFFICE | FORM_CHECKER),
    move=Move.within(State.DRAFTING),
    keeps=("answers_for", "version"),
    twice=Twice.REFUSED,
)
SUBMIT = Act(
    "outgoing.submit",
    "Trình ký",
    law=("QD11/D7.K4", "QD11/D8.K1"),
    may=HOLDS_IT & SAME_AGENCY,
    move=Move.between(State.DRAFTING, to=State.SUBMITTED),
    keeps=("to", "authority", "version", "digest"),
)
SEND_BACK = Act(
    "outgoing.send_back",
    "Trả lại dự thảo",
    law=("QD11/D7.K5",),
    may=_signatory,
    move=Move.between(State.SUBMITTED, State.APPROVED, to=State.DRAFTING),
    keeps=("reason", "to"),
)
APPROVE = Act(
    "outgoing.approve",
    "Phê duyệt",
    law=("QD11/D7.K5",),
    may=_signatory,
    move=Move.between(State.SUBMITTED, to=State.APPROVED),
    keeps=("version", "digest"),
)
SIGN = Act(
    "outgoing.sign",
    "Ký số",
    law=("QD11/D3.K1.a", "QD11/D8.K1"),
    may=_signatory,
    move=Move.between(State.APPROVED, to=State.SIGNED),
    keeps=("digest", "certificate"),
)
SEND_TO_ISSUE = Act(
    "outgoing.send_to_issue",
    "Chuyển ban hành",
    law=("QD11/D7.K5",),
    may=_signatory,
    move=Move.between(State.SIGNED, to=State.TO_ISSUE),
    keeps=("digest",),
)
RETURN_FOR_FORM = Act(
    "outgoing.return_for_form",
    "Văn thư trả lại",
    law=("QD11/D8.K1",),
    may=CLERK & SAME_AGENCY,
    move=Move.between(State.TO_ISSUE, to=State.DRAFTING),
    keeps=("reason", "to"),
)
ASSIGN_NUMBER = Act(
    "outgoing.assign_number",
    "Cấp số, ghi ngày",
    law=("QD11/D8.K1", "QD11/D8.K2.b"),
    may=CLERK & SAME_AGENCY,
    move=Move.between(State.TO_ISSUE, to=State.NUMBERED),
    keeps=("register", "number", "notation", "issued_date", "digest"),
)
SEAL = Act(
    "outgoing.seal",
    "Ban hành: ký số của cơ quan",
    law=("QD11/D8.K1", "QD11/D8.K2.b", "QD11/D8.K3.a"),
    may=CLERK & SAME_AGENCY,
    move=Move.between(State.NUMBERED, to=State.ISSUED),
    keeps=("notation", "digest", "certificate", "legal_class", "level", "lacks"),
)
RELEASE = Act(
    "outgoing.release",
    "Gửi",
    law=("QD11/D8.K4", "QD11/D8.K5", "QD11/D8.K3.b"),
    may=CLERK & SAME_AGENCY,
    move=Move.between(State.ISSUED, to=State.RELEASED),
    keeps=("on_axis", "internal", "by_paper", "packets", "stores"),
)

TABLE = ActTable(
    "Văn bản đi",
    (
        START, REVISE, INITIAL, SUBMIT, SEND_BACK, APPROVE, SIGN, SEND_TO_ISSUE, RETURN_FOR_FORM,
        ASSIGN_NUMBER, SEAL, RELEASE,
    ),
)  # fmt: skip
