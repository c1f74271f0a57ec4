"""Acts on lines: what people hold (QD11/D7)."""

from congvan.base.acts import Act, ActTable, Move
from congvan.node.acts.roles import HOLDS_IT, SAME_AGENCY
from congvan.node.acts.states import LineState as State

FORWARD = Act(
    "assignments.forward",
    "Chuyển xử lý",
    law=("QD11/D7.K4",),
    may=HOLDS_IT & SAME_AGENCY,
    move=Move.between(State.OPEN, to=State.PASSED_ON),
    keeps=("to", "part", "version"),
)
RETURN_LINE = Act(
    "assignments.return_line",
    "Trả lại",
    law=("QD11/D7.K4",),
    may=HOLDS_IT & SAME_AGENCY,
    move=Move.between(State.OPEN, to=State.CLOSED),
    keeps=("to", "reason"),
)
ACKNOWLEDGE = Act(
    "assignments.acknowledge",
    "Đã xem",
    law=("QD11/D7.K1",),
    may=HOLDS_IT & SAME_AGENCY,
    move=Move.between(State.OPEN, to=State.CLOSED),
    keeps=("part",),
)

TABLE = ActTable("Chuyển xử lý", (FORWARD, RETURN_LINE, ACKNOWLEDGE))
