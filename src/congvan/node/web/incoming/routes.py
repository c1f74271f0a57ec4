"""Addresses of incoming documents."""

from congvan.node.acts import incoming as acts
from congvan.node.acts.roles import CHIEF_OF_OFFICE, CLERK, LEADER, SAME_AGENCY
from congvan.node.web.incoming import views
from congvan.node.web.incoming.resource import INCOMING
from congvan.ui.routes import FORM, SEND, Policy, Route

RECEPTION = Policy(
    "incoming.reception", "Văn thư xem hàng chờ", law=("QD11/D5.K1", "QD11/D5.K3"), may=CLERK & SAME_AGENCY
)
WHOLE_AGENCY = Policy(
    "incoming.whole_agency", "Người xem văn bản của cả cơ quan", law=("QD11/D13.K3",),
    may=(CLERK | LEADER | CHIEF_OF_OFFICE) & SAME_AGENCY,
)  # fmt: skip

ROUTES = (
    Route("<code:agency>/van-ban-den/chua-xu-ly", "inbox", views.listing("inbox"), RECEPTION),
    Route("<code:agency>/van-ban-den/cho-tiep-nhan", "arrived", views.listing("arrived"), RECEPTION),
    Route("<code:agency>/van-ban-den/cho-trinh", "registered", views.listing("registered"), RECEPTION),
    Route("<code:agency>/van-ban-den/da-chuyen", "passed-on", views.listing("passed-on"), WHOLE_AGENCY),
    Route(
        "<code:agency>/van-ban-den/tiep-nhan-nhieu", "receive-many", views.receive_many, acts.REGISTER, SEND
    ),
    Route(
        "<code:agency>/van-ban-den/dang-ky", "enter-by-hand", views.enter_by_hand, acts.ENTER_BY_HAND, FORM
    ),
    *INCOMING.routes(),
)
