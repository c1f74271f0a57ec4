"""Acts on the packets that the hub relays."""

from congvan.base.acts import Act, ActTable, Move, Twice
from congvan.hub.acts.roles import IS_ITSELF, MEMBER, SPEAKS_FOR, TAKES

WAITING = "waiting"
DELIVERED = "delivered"
REFUSED = "refused"
TURNED_AWAY = "turned_away"

ACCEPT = Act(
    "relay.accept",
    "Nhận một gói tin để chuyển",
    law=("QD11/D3.K3", "QD11/D3.K4"),
    may=MEMBER & SPEAKS_FOR,
    keeps=(
        "packet_id",
        "digest",
        "size",
        "kind",
        "from_code",
        "document_id",
        "recipients",
        "twin_of",
        "repeated",
    ),
    twice=Twice.HARMLESS,
)
TURN_AWAY = Act(
    "relay.turn_away",
    "Từ chối một gói tin ngay khi tới trục và bỏ nội dung",
    law=("QD11/D2.K2", "QD11/D3.K4"),
    may=MEMBER & IS_ITSELF,
    keeps=("digest", "size", "code", "where"),
    twice=Twice.ADDS,
)
CONFIRM_DELIVERY = Act(
    "relay.confirm_delivery",
    "Ghi nhận gói tin đã vào hàng chờ của cơ quan nhận",
    law=("QD11/D3.K4", "QD11/D5.K2"),
    may=MEMBER & TAKES,
    move=Move.between(WAITING, DELIVERED, to=DELIVERED),
    keeps=("packet_id", "agency", "delivered_at", "repeated"),
    twice=Twice.HARMLESS,
)

HEAR_REFUSAL = Act(
    "relay.hear_refusal",
    "Ghi nhận hệ thống nhận không đưa được gói tin vào hàng chờ; nếu vì mật thì xóa nội dung",
    law=("QD11/D2.K2", "QD11/D3.K4"),
    may=MEMBER & TAKES,
    move=Move.between(WAITING, TURNED_AWAY, to=TURNED_AWAY),
    keeps=("packet_id", "agency", "code", "turned_away_at", "repeated", "erased"),
    twice=Twice.HARMLESS,
)

TABLE = ActTable("Chuyển gói tin qua trục", (ACCEPT, TURN_AWAY, CONFIRM_DELIVERY, HEAR_REFUSAL))
