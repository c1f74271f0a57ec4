"""Acts of exchange with the hub (QD11/D3.K3 – K4, D8.K4)."""

from congvan.base.acts import Act, ActTable, Move, Twice
from congvan.node.acts.roles import CLERK, SAME_AGENCY, SYSTEM
from congvan.node.acts.states import TransmissionState as State

MARK_SENT = Act(
    "outbox.mark_sent",
    "Ghi biên nhận của trục",
    law=("QD11/D3.K4", "QD11/D8.K4"),
    may=SYSTEM,
    move=Move.between(State.QUEUED, to=State.SENT),
    keeps=("packet_id", "receipt", "refused"),
)
MARK_DEAD = Act(
    "outbox.mark_dead",
    "Dừng gửi, chờ người xử lý",
    law=("QD11/D10.K4",),
    may=SYSTEM,
    move=Move.between(State.QUEUED, to=State.DEAD),
    keeps=("packet_id", "cause"),
)
RETRY = Act(
    "outbox.retry",
    "Gửi lại",
    law=("QD11/D8.K4",),
    may=CLERK & SAME_AGENCY,
    move=Move.between(State.DEAD, to=State.QUEUED),
    keeps=("packet_id",),
)
RECORD_STATUS = Act(
    "outbox.record_status",
    "Ghi trạng thái xử lý của nơi nhận",
    law=("QD11/D3.K4", "QD11/D5.K6.b"),
    may=SYSTEM,
    keeps=("agency", "code", "reported_at", "description"),
    twice=Twice.HARMLESS,
)
SYNCHRONISE = Act(
    "outbox.synchronise_directory",
    "Cập nhật danh bạ cơ quan trên trục",
    law=("QD11/D8.K4", "QD11/D3.K4"),
    may=SYSTEM,
    keeps=("codes",),
    twice=Twice.HARMLESS,
)
ADVANCE = Act(
    "inbox.advance",
    "Ghi mốc đã nhận từ trục",
    law=("QD11/D3.K4", "QD11/D10.K4"),
    may=SYSTEM,
    keeps=("cursor",),
    twice=Twice.HARMLESS,
)
TURN_AWAY = Act(
    "inbox.turn_away",
    "Không nhận gói tin",
    law=("QD11/D2.K2", "QD11/D10.K4"),
    may=SYSTEM,
    keeps=("packet_id", "digest", "size", "code", "sender"),
    twice=Twice.HARMLESS,
)

TABLE = ActTable(
    "Liên thông",
    (MARK_SENT, MARK_DEAD, RETRY, RECORD_STATUS, SYNCHRONISE, ADVANCE, TURN_AWAY),
)
