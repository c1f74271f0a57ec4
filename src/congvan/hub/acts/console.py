"""Acts of and on the people who run the hub."""

from congvan.base.acts import Act, ActTable, Twice
from congvan.hub.acts.roles import OPERATOR, OWN_ACCOUNT, VISITOR

ENROLL_OPERATOR = Act(
    "console.enroll_operator",
    "Tạo tài khoản vận hành trục",
    law=("QD11/D10.K4", "QD11/D13.K2"),
    may=OPERATOR,
    keeps=("login", "name"),
    twice=Twice.REFUSED,
)
SIGN_IN = Act(
    "console.sign_in",
    "Đăng nhập bảng điều khiển của trục",
    law=("QD11/D13.K2",),
    may=VISITOR,
    keeps=("login",),
    twice=Twice.ADDS,
)
SIGN_OUT = Act(
    "console.sign_out",
    "Đăng xuất bảng điều khiển của trục",
    law=("QD11/D13.K2",),
    may=OPERATOR & OWN_ACCOUNT,
    keeps=("login",),
    twice=Twice.ADDS,
)

TABLE = ActTable("Người vận hành trục", (ENROLL_OPERATOR, SIGN_IN, SIGN_OUT))
