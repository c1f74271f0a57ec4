"""Addresses of the list “Theo dõi gửi, nhận”."""

from congvan.node.acts import exchange as acts
from congvan.node.acts.roles import CHIEF_OF_OFFICE, CLERK, LEADER, SAME_AGENCY
from congvan.node.web.tracking import views
from congvan.ui.routes import SEND, Policy, Route

FOLLOWING = Policy(
    "outgoing.following", "Người theo dõi việc gửi, nhận", law=("QD11/D3.K4", "QD11/D8.K4"),
    may=(CLERK | LEADER | CHIEF_OF_OFFICE) & SAME_AGENCY,
)  # fmt: skip

ROUTES = (
    Route("<code:agency>/van-ban-di/theo-doi", "tracking", views.tracking, FOLLOWING),
    Route("<code:agency>/van-ban-di/theo-doi/<short:id>/gui-lai", "retry", views.retry, acts.RETRY, SEND),
)
