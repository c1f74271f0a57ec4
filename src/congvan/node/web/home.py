"""The page that a visitor meets before the screens of the roles stand."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from congvan.node.agencies.queries import agencies_by_name
from congvan.ui.parts import Column, Empty, Notice, Table

BANNER = Notice(
    "Chứng thư, con dấu và đồng hồ đều là giả.", title="Bản minh họa, không có giá trị pháp lý", tone="warn"
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this system is and which agencies it serves; nothing of any document."""
    agencies = agencies_by_name()
    table = Table("Cơ quan", (Column("Mã"), Column("Tên")), tuple(agencies))
    context = {
        "title": settings.SITE.title,
        "banner": BANNER if settings.SITE.demo else None,
        "agencies": table if agencies else Empty("Chưa lập cơ quan nào"),
    }
    return render(request, "home/home.html", context)
