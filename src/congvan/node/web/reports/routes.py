"""Addresses of the figures."""

from congvan.node.acts.roles import CHIEF_OF_OFFICE, CLERK, LEADER, REPORTER, SAME_AGENCY
from congvan.node.web.reports import views
from congvan.ui.routes import Policy, Route

REPORTS = Policy(
    "reports.figures", "Người xem, người báo cáo tình hình xử lý", law=("QD11/D7.K3", "QD11/D13.K3"),
    may=(CLERK | LEADER | CHIEF_OF_OFFICE | REPORTER) & SAME_AGENCY,
)  # fmt: skip

ROUTES = (
    Route("<code:agency>/bao-cao", "report", views.report, REPORTS),
    Route("<code:agency>/bao-cao/danh-sach", "report-list", views.report_list, REPORTS),
)
