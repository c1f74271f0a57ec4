"""Addresses of files and page images."""

from congvan.node.acts.roles import SAME_AGENCY, SEES_IT
from congvan.node.web.documents import views
from congvan.ui.routes import Policy, Route

SEEN = Policy("documents.seen", "Người được xem văn bản", law=("QD11/D13.K2",), may=SEES_IT & SAME_AGENCY)
BASE = "<code:agency>/van-ban/<short:id>/tep/<int:ordinal>"

ROUTES = (
    Route(BASE, "file", views.download, SEEN),
    Route(f"{BASE}/trang/<int:number>.webp", "page-image", views.page_image, SEEN),
)
