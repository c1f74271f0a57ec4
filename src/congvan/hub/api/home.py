"""The plain page at the hub's root: what this is, who takes part, how much is under way."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from congvan.hub.members import queries as members
from congvan.hub.relay import queries
from congvan.ui.parts import Column, Empty, Notice, Table

BANNER = Notice("Khóa và đồng hồ đều là giả.", title="Bản minh họa, không có giá trị pháp lý", tone="warn")
MEMBERS = (Column("Mã"), Column("Tên"), Column("Số cơ quan", figures=True))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """No account is needed: the page names members and counts, never a document."""
    packets, waiting = queries.counts()
    rows = tuple((code, name, str(agencies)) for code, name, agencies in members.members_by_name())
    context = {
        "title": settings.SITE.title,
        "banner": BANNER if settings.SITE.demo else None,
        "packets": packets,
        "waiting": waiting,
        "members": Table("Hệ thống thành viên", MEMBERS, rows) if rows else Empty("Chưa có hệ thống nào"),
    }
    return render(request, "hub/home.html", context)
