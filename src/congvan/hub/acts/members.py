"""Acts on the members of the hub and on its directory of agencies."""

from congvan.base.acts import Act, ActTable, Move, Twice
from congvan.hub.acts.roles import OPERATOR

ACTIVE = "active"
SUSPENDED = "suspended"

ENROLL_MEMBER = Act(
    "members.enroll",
    "Kết nối một hệ thống vào trục",
    law=("QD11/D3.K3", "QD11/D10.K4"),
    may=OPERATOR,
    keeps=("code", "name", "key_id"),
    twice=Twice.REFUSED,
)
SUSPEND_MEMBER = Act(
    "members.suspend",
    "Tạm ngừng kết nối một hệ thống",
    law=("QD11/D10.K4",),
    may=OPERATOR,
    move=Move.between(ACTIVE, to=SUSPENDED),
    keeps=("reason",),
)
RESUME_MEMBER = Act(
    "members.resume",
    "Nối lại một hệ thống đã tạm ngừng",
    law=("QD11/D10.K4",),
    may=OPERATOR,
    move=Move.between(SUSPENDED, to=ACTIVE),
    keeps=("reason",),
)
ADD_AGENCY = Act(
    "members.add_agency",
    "Đưa một cơ quan vào danh mục của trục",
    law=("QD11/D3.K4", "QD11/D10.K4"),
    may=OPERATOR,
    move=Move.within(ACTIVE),
    keeps=("code", "name", "level", "valid_from", "represented"),
    twice=Twice.REFUSED,
)
CLOSE_AGENCY = Act(
    "members.close_agency",
    "Đóng mã của một cơ quan",
    law=("QD11/D3.K4", "QD11/D10.K4"),
    may=OPERATOR,
    keeps=("code", "valid_to"),
    twice=Twice.REFUSED,
)

TABLE = ActTable(
    "Thành viên và danh mục của trục",
    (ENROLL_MEMBER, SUSPEND_MEMBER, RESUME_MEMBER, ADD_AGENCY, CLOSE_AGENCY),
)
