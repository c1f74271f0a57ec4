"""Addresses of notices."""

from congvan.node.acts import notices as acts
from congvan.node.web.notices import views
from congvan.ui.routes import SEND, Policy, Route

OWN = Policy("notices.own", "Mỗi người xem thông báo của mình", law=("QD11/D5.K3", "QD11/D13.K2"))

ROUTES = (
    Route("<code:agency>/thong-bao", "notices", views.notices, OWN),
    Route("<code:agency>/thong-bao/da-doc", "read-notices", views.read_all, acts.MARK_READ, SEND),
    Route("<code:agency>/thong-bao/<short:id>/doc", "read-notice", views.read_one, acts.MARK_READ, SEND),
)
