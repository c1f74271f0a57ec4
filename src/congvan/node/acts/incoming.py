"""Acts on incoming documents (QD11/D5 – D7)."""

from congvan.base.acts import Act, ActTable, Move, Twice
from congvan.node.acts.roles import CLERK, HOLDS_IT, LEADER, LEADS_IT, SAME_AGENCY, SYSTEM
from congvan.node.acts.states import IncomingState as State

ARRIVE = Act(
    "incoming.arrive",
    "Ghi nhận văn bản tới hàng chờ",
    law=("QD11/D3.K4", "QD11/D5.K2", "QD11/D5.K3", "QD11/D2.K2"),
    may=SYSTEM,
    keeps=("packet_id", "digest", "sender", "notation", "legal_class", "delivered_at", "forward_by"),
    twice=Twice.REFUSED,
)
ENTER_BY_HAND = Act(
    "incoming.enter_by_hand",
    "Đăng ký văn bản giấy, thư điện tử, fax",
    law=("QD11/D5.K1", "QD11/D5.K4.a"),
    may=CLERK & SAME_AGENCY,
    keeps=("channel", "register", "number", "arrival_date", "notation", "issuer"),
    twice=Twice.REFUSED,
)
ADD_SCAN = Act(
    "incoming.add_scan",
    "Đưa bản quét vào hệ thống",
    law=("QD11/D5.K4.a",),
    may=CLERK & SAME_AGENCY,
    move=Move.within(State.REGISTERED, State.SUBMITTED, State.IN_HANDLING, State.FINISHED),
    keeps=("digest", "legal_class"),
    twice=Twice.REFUSED,
)
REGISTER = Act(
    "incoming.register",
    "Đăng ký văn bản đến",
    law=("QD11/D5.K1", "QD11/D5.K4.b"),
    may=CLERK & SAME_AGENCY,
    move=Move.between(State.ARRIVED, to=State.REGISTERED),
    keeps=("register", "number", "arrival_date"),
)
UNDO_REGISTER = Act(
    "incoming.undo_register",
    "Hoàn tác đăng ký",
    law=("QD11/D5.K4.b",),
    may=CLERK & SAME_AGENCY,
    move=Move.between(State.REGISTERED, State.SUBMITTED, to=State.ARRIVED),
    keeps=("register", "number"),
)
REJECT = Act(
    "incoming.reject",
    "Từ chối tiếp nhận",
    law=("QD11/D5.K6.a", "QD11/D5.K6.b"),
    may=CLERK & SAME_AGENCY,
    move=Move.between(State.ARRIVED, to=State.REJECTED),
    keeps=("ground", "reason"),
)
SUBMIT = Act(
    "incoming.submit",
    "Trình",
    law=("QD11/D6.K1", "QD11/D5.K2"),
    may=CLERK & SAME_AGENCY,
    move=Move.between(State.REGISTERED, to=State.SUBMITTED),
    keeps=("to", "within_limit"),
)
DIRECT = Act(
    "incoming.direct",
    "Bút phê",
    law=("QD11/D6.K2", "QD11/D7.K1", "QD11/D7.K2"),
    may=LEADER & SAME_AGENCY & HOLDS_IT,
    move=Move.between(State.SUBMITTED, to=State.IN_HANDLING),
    keeps=("text", "lead", "cooperators", "informed", "due_at"),
)
SUPERSEDE_DIRECTIVE = Act(
    "incoming.supersede_directive",
    "Bút phê thay thế",
    law=("QD11/D6.K2",),
    may=LEADER & SAME_AGENCY,
    move=Move.within(State.IN_HANDLING),
    keeps=("text", "supersedes", "due_at"),
    twice=Twice.ADDS,
)
FINISH = Act(
    "incoming.finish",
    "Giải quyết xong",
    law=("QD11/D7.K1", "QD11/D7.K3"),
    may=LEADS_IT & SAME_AGENCY,
    move=Move.between(State.IN_HANDLING, to=State.FINISHED),
    keeps=("outcome", "in_time"),
)
JOIN_PAPER = Act(
    "incoming.join_paper",
    "Nhận bản giấy của văn bản điện tử",
    law=("QD11/D5.K5",),
    may=CLERK & SAME_AGENCY,
    move=Move.within(State.REGISTERED, State.SUBMITTED, State.IN_HANDLING, State.FINISHED),
    keeps=("number", "received_on"),
    twice=Twice.REFUSED,
)

TABLE = ActTable(
    "Văn bản đến",
    (
        ARRIVE, ENTER_BY_HAND, ADD_SCAN, REGISTER, UNDO_REGISTER, REJECT, SUBMIT, DIRECT,
        SUPERSEDE_DIRECTIVE, FINISH, JOIN_PAPER,
    ),
)  # fmt: skip
