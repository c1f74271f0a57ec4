"""Acts of administration (QD11/D12.K1, D13.K3): agencies, people, duties, authority."""

from congvan.base.acts import Act, ActTable, Twice
from congvan.node.acts.roles import ADMIN, OPERATOR, OWNS_IT, SAME_AGENCY, VISITOR

_by_admin = (ADMIN & SAME_AGENCY) | OPERATOR

FOUND_AGENCY = Act(
    "agencies.found_agency",
    "Lập cơ quan",
    law=("QD11/D12.K1", "QD11/D2.K1", "QD11.QD/D2"),
    may=OPERATOR,
    keeps=("name", "code", "profile", "adopted_on"),
    twice=Twice.REFUSED,
)
ADD_UNIT = Act(
    "agencies.add_unit",
    "Lập đơn vị",
    law=("QD11/D13.K3",),
    may=_by_admin,
    keeps=("name",),
    twice=Twice.REFUSED,
)
ENROLL_USER = Act(
    "agencies.enroll_user",
    "Tạo tài khoản",
    law=("QD11/D13.K3", "QD11/D13.K2"),
    may=_by_admin,
    keeps=("login",),
    twice=Twice.REFUSED,
)
APPOINT = Act(
    "agencies.appoint",
    "Bố trí người vào vị trí",
    law=("QD11/D13.K3",),
    may=_by_admin,
    keeps=("seat", "user", "title", "from_date"),
    twice=Twice.REFUSED,
)
GIVE_DUTY = Act(
    "agencies.give_duty",
    "Giao nhiệm vụ",
    law=("QD11/D13.K3",),
    may=_by_admin,
    keeps=("seat", "role", "from_date"),
    twice=Twice.REFUSED,
)
EMPOWER = Act(
    "agencies.empower",
    "Ghi thẩm quyền ký",
    law=("QD11/D3.K1.a", "QD11/D13.K3"),
    may=_by_admin,
    keeps=("seat", "form", "basis", "from_date"),
    twice=Twice.REFUSED,
)
ENTRUST_KEY = Act(
    "agencies.entrust_key",
    "Gắn chứng thư số",
    law=("QD11/D8.K3.a", "QD11/D13.K3"),
    may=_by_admin,
    keeps=("holder", "fingerprint"),
    twice=Twice.REFUSED,
)
DELEGATE = Act(
    "agencies.delegate",
    "Ủy nhiệm xử lý thay",
    law=("QD11/D13.K2",),
    may=OWNS_IT & SAME_AGENCY,
    keeps=("substitute", "from_date", "to_date", "reason"),
    twice=Twice.REFUSED,
)

SIGN_IN = Act(
    "agencies.sign_in",
    "Đăng nhập",
    law=("QD11/D13.K2",),
    may=VISITOR,
    keeps=("login",),
    twice=Twice.HARMLESS,
)

TABLE = ActTable(
    "Quản trị",
    (FOUND_AGENCY, ADD_UNIT, ENROLL_USER, APPOINT, GIVE_DUTY, EMPOWER, ENTRUST_KEY, DELEGATE, SIGN_IN),
)
